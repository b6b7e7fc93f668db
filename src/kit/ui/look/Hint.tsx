import {
  cloneElement,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import "./hint.css";

interface HintProps {
  text: ReactNode;
  /** One element that can be focused, so that the keyboard reaches the words too. */
  children: ReactElement<{ "aria-describedby"?: string | undefined }>;
}

/** Words on hover, focus and touch. Stays while the pointer is on it and closes on Escape (WCAG 1.4.13). */
export function Hint({ text, children }: HintProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    const leave = () => setOpen(false);
    document.addEventListener("keydown", close);
    window.addEventListener("scroll", leave, { capture: true, passive: true });
    return () => {
      document.removeEventListener("keydown", close);
      window.removeEventListener("scroll", leave, { capture: true });
    };
  }, [isOpen]);
  return (
    <span
      ref={anchor}
      className="hint-anchor"
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={() => setOpen(false)}
    >
      {cloneElement(children, { "aria-describedby": isOpen ? id : undefined })}
      {isOpen && <HintBox id={id} text={text} anchor={anchor} />}
    </span>
  );
}

function HintBox({
  id,
  text,
  anchor,
}: {
  id: string;
  text: ReactNode;
  anchor: React.RefObject<HTMLSpanElement | null>;
}) {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const [at, size] = [
      anchor.current?.firstElementChild?.getBoundingClientRect(),
      box.current?.getBoundingClientRect(),
    ];
    if (!at || !size || !box.current) return;
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), window.innerWidth - size.width - 8);
    const above = at.top - size.height - 6;
    box.current.style.left = `${left}px`;
    box.current.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  }, [anchor]);
  return (
    <span ref={box} id={id} role="tooltip" className="hint">
      {text}
    </span>
  );
}
