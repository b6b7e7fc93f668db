import { CheckOutlined } from "@ant-design/icons";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import "./hint.css";

export interface MenuItem {
  title: string;
  run: () => void;
  /** Set where one of several is chosen. */
  chosen?: boolean;
  danger?: boolean;
}

/** A line, or a heading above the items that follow. */
export type MenuEntry = MenuItem | { head: string } | "line";

interface MenuProps {
  /** Accessible name of the button. */
  title: string;
  /** What the button looks like. */
  children: ReactNode;
  className?: string;
  side?: "left" | "right";
  entries: MenuEntry[];
}

/** A button that opens a short menu: arrow keys move, Enter runs, Escape closes and gives the focus back. */
export function Menu({ title, children, className = "bare", side = "left", entries }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const items = itemsIn(anchor.current);
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
    const outside = (event: PointerEvent) => !anchor.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span ref={anchor} className="menu-anchor" onBlur={(event) => leaves(event) && setOpen(false)}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={title}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div
          className="menu"
          role="menu"
          aria-label={title}
          tabIndex={-1}
          data-side={side}
          onKeyDown={(event) => move(event, close)}
        >
          {entries.map((entry, index) => (
            <Entry key={index} entry={entry} close={close} />
          ))}
        </div>
      )}
    </span>
  );
}

function Entry({ entry, close }: { entry: MenuEntry; close: () => void }) {
  if (entry === "line") return <hr className="menu-line" />;
  if ("head" in entry) return <div className="menu-head">{entry.head}</div>;
  const { title, run, chosen, danger } = entry;
  return (
    <button
      type="button"
      className="bare menu-item"
      tabIndex={-1}
      role={chosen === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={chosen}
      data-danger={danger || undefined}
      onClick={() => {
        close();
        run();
      }}
    >
      {chosen !== undefined && <span className="menu-tick">{chosen && <CheckOutlined />}</span>}
      {title}
    </button>
  );
}

function move(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const items = itemsIn(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[(to + items.length) % items.length]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  if (event.key !== "Tab") event.preventDefault();
  event.stopPropagation();
}

const itemsIn = (root: HTMLElement | null) => [...(root?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

const leaves = (event: React.FocusEvent<HTMLElement>) =>
  event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget as Node);
