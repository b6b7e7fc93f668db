import { CloseOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import "./window.css";

interface SidePanelProps {
  title: ReactNode;
  /** Beside the title: a link to the full page. */
  acts?: ReactNode;
  close: () => void;
  /** Moves the keyboard into the panel; a list keeps it, so that one may walk on through its rows. */
  takesFocus?: boolean;
  wide?: boolean;
  children: ReactNode;
}

/** A panel over the right edge. The page beside it stays alive. */
export function SidePanel({ title, acts, close, takesFocus = false, wide = false, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const head = useId();
  useEffect(() => {
    if (!takesFocus) return;
    const before = document.activeElement as HTMLElement | null;
    panel.current?.focus({ preventScroll: true });
    return () => before?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) close();
    };
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, [close]);
  return createPortal(
    <aside ref={panel} className="side-panel" data-wide={wide || undefined} aria-labelledby={head} tabIndex={-1}>
      <header className="window-head">
        <h2 id={head}>{title}</h2>
        <span className="side-panel-acts unprinted">
          {acts}
          <button type="button" className="bare window-close" aria-label="关闭侧栏" onClick={close}>
            <CloseOutlined />
          </button>
        </span>
      </header>
      <div className="side-panel-content">{children}</div>
    </aside>,
    document.body,
  );
}
