import { type ComponentType, createContext, lazy, Suspense, useContext, useMemo } from "react";
import { Busy } from "../look/Busy.tsx";
import { useActor } from "../wire/Actor.tsx";
import { Trap } from "./Trap.tsx";
import "./page.css";
import type { Panel } from "./pages.ts";

type Shown = Panel & { View: ComponentType<{ id: string }> };

const PanelsContext = createContext<Shown[]>([]);

/** The panels all modules export, given once by the application. */
export function PanelsProvider({ panels, children }: { panels: Panel[]; children: React.ReactNode }) {
  const shown = useMemo(
    () =>
      [...panels]
        .sort((a, b) => a.order - b.order)
        .map((panel) => ({ ...panel, View: lazy(async () => ({ default: await panel.component() })) })),
    [panels],
  );
  return <PanelsContext value={shown}>{children}</PanelsContext>;
}

/** A place left for the modules above: what they have to say about this record. */
export function Panels({ on, id }: { on: string; id: string }) {
  const { can } = useActor();
  const panels = useContext(PanelsContext).filter((panel) => panel.on === on && can(panel.permission));
  if (panels.length === 0) return null;
  return (
    <div className="panels">
      {panels.map(({ title, View }) => (
        <section key={title} className="paper section" aria-label={title}>
          <header>
            <h2>{title}</h2>
          </header>
          {/* A panel that breaks does not take the page with it. */}
          <Trap>
            <Suspense fallback={<Busy />}>
              <View id={id} />
            </Suspense>
          </Trap>
        </section>
      ))}
    </div>
  );
}
