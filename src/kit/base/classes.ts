/**
 * Field classes (信息分级): who may see a field, declared on the contract with `.meta({ class })`.
 * A field without one is 内部, so a new field never leaks outward.
 */
export const fieldClasses = {
  public: "公开",
  internal: "内部",
  sensitive: "敏感",
  tax: "涉税",
  classified: "涉密禁录",
} as const;

export type FieldClass = keyof typeof fieldClasses;

declare module "zod" {
  interface GlobalMeta {
    /** 信息分级 of this field. */
    class?: FieldClass;
    /** 计量单位 shown in the column head. */
    unit?: string;
    /** How a list shows and exports the field, where its shape does not say. */
    shows?: "money" | "count" | "date" | "moment" | "rate" | "code" | "link";
    /** Codes and their Chinese words, for a field that stores a code. */
    words?: Record<string, string>;
    /** Personal data (个人信息): its values in the history are sealed with the person's own key. */
    personal?: boolean;
  }
}
