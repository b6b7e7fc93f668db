import { type ReactNode, useEffect, useRef, useState } from "react";
import "./hint.css";

interface PopupProps {
  /** Accessible name of the button and of what it opens. */
  title: string;
  /** What the button shows. */
  label: ReactNode;
  className?: string;
  side?: "left" | "right";
  children: (close: () => void) => ReactNode;
}

/** A button that unfolds a small panel below itself; Escape or a click elsewhere folds it again. */
export function Popup({ title, label, className = "tool", side = "left", children }: PopupProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    panel.current?.querySelector<HTMLElement>("input,button,select,a[href]")?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as HTMLElement;
      // What an input inside opens (a list of choices) lies elsewhere in the document and still belongs to it.
      if (!anchor.current?.contains(target) && !target.closest(".ant-select-dropdown")) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span
      ref={anchor}
      className="menu-anchor"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={title}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <div ref={panel} className="menu popup" role="group" aria-label={title} data-side={side}>
          {children(close)}
        </div>
      )}
    </span>
  );
}
