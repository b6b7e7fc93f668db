import "./sign.css";

export type SignKind = "done" | "watch" | "late" | "plain";

/** A mark with a shape of its own, so that colour is never the only thing that speaks. */
export function Sign({ kind }: { kind: SignKind }) {
  return (
    <svg className="sign" data-kind={kind} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}

const shapes: Record<SignKind, React.ReactNode> = {
  done: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="currentColor" />
      <path d="M4 7.2 6.2 9.4 10.2 5" fill="none" stroke="var(--paper)" strokeWidth="1.6" />
    </>
  ),
  watch: (
    <>
      <path d="M7 .8 13.6 12.8H.4Z" fill="currentColor" strokeLinejoin="round" />
      <path d="M7 5v4M7 10.2v1.4" stroke="var(--paper)" strokeWidth="1.5" />
    </>
  ),
  late: (
    <>
      <rect x=".8" y=".8" width="12.4" height="12.4" rx="2" fill="currentColor" />
      <path d="m4.6 4.6 4.8 4.8m0-4.8-4.8 4.8" stroke="var(--paper)" strokeWidth="1.6" />
    </>
  ),
  plain: <circle cx="7" cy="7" r="5.7" fill="none" stroke="currentColor" strokeWidth="1.6" />,
};
