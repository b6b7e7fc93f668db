import { createContext, useContext } from "react";
import type { Call } from "./call.ts";

/** What the kit asks of the application around it. A service that is null is not there, and nothing that needs it is shown. */
export interface Services {
  call: Call;
  drafts: Drafts | null;
  views: Views | null;
  jobs: Jobs | null;
  exports: Exports | null;
  files: Files | null;
  notices: Notices | null;
}

export type Values = Record<string, unknown>;

export interface Drafts {
  get: (form: string) => Promise<{ values: Values; savedAt: string } | null>;
  save: (form: string, values: Values) => Promise<{ savedAt: string }>;
  drop: (form: string) => Promise<void>;
}

/** 常用视图: a list's state under a name. */
export interface SavedView {
  id: string;
  name: string;
  state: Values;
}

export interface Views {
  list: (list: string) => Promise<SavedView[]>;
  save: (list: string, name: string, state: Values) => Promise<void>;
  drop: (id: string) => Promise<void>;
}

export interface Job {
  id: string;
  title: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number | null;
  message: string | null;
  result: { fileId?: string; fileName?: string; address?: string } | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface Jobs {
  list: () => Promise<Job[]>;
  cancel: (id: string) => Promise<void>;
}

/** 消息: what the bell shows. */
export interface Notice {
  id: string;
  title: string;
  createdAt: string;
  isUnread: boolean;
  /** Under agency and year; null where it leads nowhere. */
  page: string | null;
}

export interface Notices {
  unread: () => Promise<number>;
  latest: () => Promise<Notice[]>;
  read: (id: string) => Promise<void>;
  readAll: () => Promise<void>;
}

export interface Exports {
  /** Exporting is a right of its own. */
  permission: string;
  start: (asked: { list: string; input: Values; columns: string[] }) => Promise<void>;
}

export interface StoredFile {
  id: string;
  name: string;
  size: number;
  type: string;
}

export interface Files {
  /** `progress` is told the part sent, 0 to 1. */
  upload: (file: File, progress: (part: number) => void, signal: AbortSignal) => Promise<StoredFile>;
  /** Where the browser fetches the file. */
  address: (id: string) => string;
}

const ServicesContext = createContext<Services | null>(null);

export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("ServicesProvider is missing above this component");
  return services;
}
