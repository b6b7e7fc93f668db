import { LeftOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect } from "react";
import { useActor } from "../wire/Actor.tsx";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import "./page.css";
import { remember } from "./visited.ts";

interface PageHeadProps {
  title: string;
  /** One sentence: what the page is for; left out where the title says it. */
  lead?: ReactNode;
  from?: { title: string; to: string };
  /** States beside the title. */
  tags?: ReactNode;
  /** Buttons; the primary one first. */
  acts?: ReactNode;
  /** What stands under the title. */
  children?: ReactNode;
}

/** The head of every page; also names the window and the way back in the command menu. */
export function PageHead({ title, lead, from, tags, acts, children }: PageHeadProps) {
  const { agency } = useActor();
  useEffect(() => {
    document.title = `${title} · ${agency.name}`;
    remember(title);
  }, [title, agency.name]);
  return (
    <header className="page-head">
      {from && (
        <p className="small page-from unprinted">
          <PlaceLink to={from.to}>
            <LeftOutlined /> {from.title}
          </PlaceLink>
        </p>
      )}
      <div className="page-line">
        <h1>{title}</h1>
        {tags && <span className="page-tags">{tags}</span>}
        {acts && <div className="page-acts unprinted">{acts}</div>}
      </div>
      {lead && <p className="soft page-lead">{lead}</p>}
      {children}
    </header>
  );
}
