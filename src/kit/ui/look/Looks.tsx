import { ConfigProvider } from "antd";
import chinese from "antd/es/locale/zh_CN";
import type { ReactNode } from "react";
import "./base.css";
import { antTheme } from "./theme.ts";
import { useLook } from "./useLook.ts";

/** Colours, type and language for everything inside. */
export function Looks({ children }: { children: ReactNode }) {
  const { look, still } = useLook();
  return (
    <ConfigProvider
      locale={chinese}
      theme={antTheme(look, still)}
      button={{ autoInsertSpace: false }}
      getPopupContainer={inside}
    >
      {children}
    </ConfigProvider>
  );
}

/** What opens from inside a modal window must lie inside it, or it would be as inert as the page behind. */
const inside = (trigger?: HTMLElement) => trigger?.closest("dialog") ?? document.body;
