export type Breach = { rule: string; file: string; message: string; to?: string; line?: number };
export type Inspection = {
  result: unknown;
  breaches: Breach[];
  long: { file: string; lines: number }[];
  fileCount: number;
  importCount: number;
};
export declare function inspect(root: string): Promise<Inspection>;
export declare function checkPicture(root: string, result: unknown): Promise<Breach[]>;
export declare function drawPicture(result: unknown): Promise<string>;
export declare function withPicture(text: string, picture: string): string;
export declare const plan: { forbidden: { name: string }[] };
export declare const floors: string[];
export declare const order: Record<string, string[]>;
