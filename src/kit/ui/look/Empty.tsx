import type { ReactNode } from "react";
import "./sign.css";

interface EmptyProps {
  title: string;
  /** One sentence: what this is for. */
  children?: ReactNode;
  /** One button to begin, and a link to import. */
  acts?: ReactNode;
}

export function Empty({ title, children, acts }: EmptyProps) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {acts && <div className="empty-acts">{acts}</div>}
    </div>
  );
}
