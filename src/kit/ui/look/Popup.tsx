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
  /** The button, while the panel stands open. */
  const [opener, setOpener] = useState<HTMLElement | null>(null);
  const isOpen = opener !== null;
  const anchor = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    panel.current?.querySelector<HTMLElement>("input,button,select,a[href]")?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as HTMLElement;
      // What an input inside opens (a list of choices) lies elsewhere in the document and still belongs to it.
      if (!anchor.current?.contains(target) && !target.closest(".ant-select-dropdown")) setOpener(null);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);
  const close = () => {
    setOpener(null);
    opener?.focus();
  };
  return (
    <span
      ref={anchor}
      className="menu-anchor"
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        type="button"
        className={className}
        aria-label={title}
        aria-expanded={isOpen}
        onClick={(event) => setOpener(isOpen ? null : event.currentTarget)}
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
