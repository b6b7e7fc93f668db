import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useLatest } from "#kit/ui/look/useLatest.ts";
import { fit, moved, type Point, type Size, type View, zoomed } from "./projection.ts";

/** What the window shows and how it is moved: wheel, fingers, mouse, keyboard. `key` changes when other places are to be shown. */
export function useMapView(box: RefObject<HTMLDivElement | null>, points: readonly Point[], key: string) {
  const size = useSize(box);
  const [kept, setKept] = useState<{ key: string; view: View } | null>(null);
  const shown = `${key} ${size.width > 0}`;
  const view = kept?.key === shown ? kept.view : fit(points, size);
  const set = (next: View) => setKept({ key: shown, view: next });
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const current = useLatest({ view, size, set });

  // The wheel's listener must be able to say no to scrolling, which React's own cannot.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const { view: now, size: of, set: put } = current.current;
      const { left, top } = element.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      put(zoomed(now, Math.max(-1, Math.min(1, -event.deltaY / 300)), at, of));
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [box, current]);

  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoom = (by: number) => set(zoomed(view, by, middle, size));
  const all = () => set(fit(points, size));
  const show = (some: readonly Point[]) => set(fit(some, size));

  const place = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    return { x: event.clientX - (bounds?.left ?? 0), y: event.clientY - (bounds?.top ?? 0) };
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => void pointers.current.set(event.pointerId, place(event)),
    onPointerMove: (event: PointerEvent) => {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const now = place(event);
      const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      if (!other && Math.hypot(now.x - before.x, now.y - before.y) < 3) return;
      // Only once it is a drag: a captured pointer would take the click from the mark under it.
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, now);
      if (!other) return set(moved(view, before.x - now.x, before.y - now.y));
      const [was, is] = [before, now].map((at) => Math.hypot(at.x - other.x, at.y - other.y));
      const between = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      set(zoomed(view, Math.log2((is || 1) / (was || 1)), between, size));
    },
    onPointerUp: (event: PointerEvent) => void pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent) => void pointers.current.delete(event.pointerId),
    onKeyDown: (event: KeyboardEvent) => {
      const step = 80;
      const moves: Record<string, () => void> = {
        ArrowLeft: () => set(moved(view, -step, 0)),
        ArrowRight: () => set(moved(view, step, 0)),
        ArrowUp: () => set(moved(view, 0, -step)),
        ArrowDown: () => set(moved(view, 0, step)),
        "+": () => zoom(1),
        "=": () => zoom(1),
        "-": () => zoom(-1),
        "0": all,
      };
      const move = moves[event.key];
      if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      move();
    },
  };
  return { view, size, zoom, all, show, handlers };
}

function useSize(box: RefObject<HTMLDivElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return size;
}
