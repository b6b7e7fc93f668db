import { useEffect, useRef, useState } from "react";
import { sizeText } from "#kit/ui/form/Upload.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { type CheckReport, checkOperations } from "../contract.ts";

export type Check =
  | { state: "waiting" }
  | { state: "working"; name: string; size: number; step: Step }
  | { state: "failed"; name: string; failure: CallFailure }
  | { state: "done"; name: string; report: CheckReport };

export const steps = { read: "读取文件", check: "送去核对" } as const;
export type Step = keyof typeof steps;

/** 核对一份文件: read here, checked by the server, kept by nobody; only this page holds the report, as long as it stands. */
export function useCheck(most: number) {
  const { call } = useServices();
  const [check, setCheck] = useState<Check>({ state: "waiting" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (file: File) => {
    running.current?.abort();
    const run = new AbortController();
    running.current = run;
    const name = plainName(file.name);
    const step = (each: Step) => setCheck({ state: "working", name, size: file.size, step: each });
    try {
      refuseSize(file, most);
      step("read");
      const content = await encoded(file);
      step("check");
      const report = await call(checkOperations.check, { name, content }, run.signal);
      if (!run.signal.aborted) setCheck({ state: "done", name, report });
    } catch (failure) {
      if (!run.signal.aborted) setCheck({ state: "failed", name, failure: told(failure) });
    }
  };
  const clear = () => {
    running.current?.abort();
    setCheck({ state: "waiting" });
  };
  return { check, start: (file: File) => void start(file), clear };
}

function refuseSize({ size }: File, most: number): void {
  const message =
    size === 0
      ? "文件是空的，请重新选择。"
      : size > most
        ? `文件有 ${sizeText(size)}，超过 ${sizeText(most)}。请拆分后再核对。`
        : null;
  if (message) throw new CallFailure({ kind: "invalid", message });
}

const told = (failure: unknown): CallFailure =>
  failure instanceof CallFailure
    ? failure
    : new CallFailure({ kind: "invalid", message: "浏览器读不了这个文件，可能已被移走或正被占用。请重新选择。" });

/** Long names keep their end, which says what kind of file it is. */
function plainName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}]/gu, " ").trim() || "未命名";
  return [...clean].slice(-180).join("").slice(-200);
}

const encoded = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = reader.result as string;
      resolve(address.slice(address.indexOf(",") + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
