import { CloseOutlined } from "@ant-design/icons";
import { useEffect, useSyncExternalStore } from "react";
import "./notes.css";
import { Sign, type SignKind } from "./Sign.tsx";

interface Note {
  key: number;
  kind: SignKind;
  text: string;
  action?: { title: string; run: () => void };
}

let notes: readonly Note[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** Says one sentence at the foot of the screen: `tell({ kind: "done", text: "已保存" })`. */
export function tell(note: Omit<Note, "key">): void {
  count += 1;
  // The same fault told by five queries at once is one fault.
  replace([...notes.filter((each) => each.text !== note.text).slice(-2), { ...note, key: count }]);
}

/** Where the sentences appear; once per application. */
export function Notes() {
  const shown = useSyncExternalStore(listen, () => notes);
  return (
    <div className="notes unprinted" role="status" aria-live="polite">
      {shown.map((note) => (
        <NoteLine key={note.key} note={note} />
      ))}
    </div>
  );
}

function NoteLine({ note }: { note: Note }) {
  const { key, kind, text, action } = note;
  const close = () => replace(notes.filter((each) => each.key !== key));
  useEffect(() => {
    // A fault stays until it is read; success may pass.
    if (kind === "late") return;
    const timer = setTimeout(() => replace(notes.filter((each) => each.key !== key)), action ? 8000 : 5000);
    return () => clearTimeout(timer);
  }, [key, kind, action]);
  return (
    <div className="note" data-kind={kind}>
      <Sign kind={kind} />
      <span>{text}</span>
      {action && (
        <button
          type="button"
          className="bare note-action"
          onClick={() => {
            action.run();
            close();
          }}
        >
          {action.title}
        </button>
      )}
      <button type="button" className="bare note-close" aria-label="关闭这条提示" onClick={close}>
        <CloseOutlined />
      </button>
    </div>
  );
}

function replace(next: readonly Note[]): void {
  notes = next;
  for (const hear of listeners) hear();
}

function listen(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}
