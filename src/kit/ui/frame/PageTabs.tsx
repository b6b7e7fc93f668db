import { type KeyboardEvent, type ReactNode, useId } from "react";
import { useAddressState } from "../wire/usePlace.ts";
import "./page.css";

export interface Tab {
  key: string;
  title: string;
  /** Shown beside the title: how many are inside. */
  count?: number | null;
  content: () => ReactNode;
}

/** Parts of a page; which one is open stands in the address. */
export function PageTabs({ tabs, slot = "tab" }: { tabs: Tab[]; slot?: string }) {
  const id = useId();
  const [key, setKey] = useAddressState(slot, tabs[0]?.key ?? "");
  const open = tabs.find((tab) => tab.key === key) ?? tabs[0];
  const press = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !open) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(open) + step + tabs.length) % tabs.length];
    if (!next) return;
    setKey(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <>
      <div className="tabs unprinted" role="tablist" tabIndex={-1} onKeyDown={press}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            className="bare tab"
            aria-selected={tab === open}
            aria-controls={`${id}-panel`}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => setKey(tab.key)}
          >
            {tab.title}
            {tab.count !== undefined && tab.count !== null && (
              <span className="tab-count">{tab.count.toLocaleString("zh-CN")}</span>
            )}
          </button>
        ))}
      </div>
      {open && (
        // A panel of its own for each, so that one does not begin where the other was scrolled to.
        <div key={open.key} id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${open.key}`}>
          {open.content()}
        </div>
      )}
    </>
  );
}
