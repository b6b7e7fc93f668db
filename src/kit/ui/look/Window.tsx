import { CloseOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useId, useRef } from "react";
import "./window.css";

interface WindowProps {
  title: string;
  /** `side` slides in from the right, `left` holds the navigation of a phone, `top` is the command menu. */
  place?: "middle" | "side" | "left" | "top";
  width?: number;
  close: () => void;
  children: ReactNode;
  /** Buttons at the foot. */
  foot?: ReactNode;
  /** Hides the head; the title is still read out. */
  bare?: boolean;
}

/**
 * A modal window on the platform's own dialog: it keeps the focus inside, gives it back, and the page behind is inert.
 * Unlike Ant Design's it costs nothing on the first screen.
 */
export function Window({ title, place = "middle", width, close, children, foot, bare = false }: WindowProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const head = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement as HTMLElement | null;
    element?.showModal();
    return () => {
      element?.close();
      before?.focus({ preventScroll: true });
    };
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape closes a dialog by itself (onCancel)
    <dialog
      ref={dialog}
      className="window"
      data-place={place}
      style={width ? { width } : undefined}
      aria-labelledby={head}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && place !== "middle" && close()}
    >
      <div className="window-body">
        <header className={bare ? "unseen" : "window-head"}>
          <h2 id={head}>{title}</h2>
          {!bare && (
            <button type="button" className="bare window-close" aria-label="关闭" onClick={close}>
              <CloseOutlined />
            </button>
          )}
        </header>
        <div className={bare ? "" : "window-content"}>{children}</div>
        {foot && <footer className="window-foot">{foot}</footer>}
      </div>
    </dialog>
  );
}
