import { Button } from "antd";
import { useState } from "react";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import type { Held, Span } from "../contract.ts";
import "./figures.css";
import { placeOf, ruleTitle } from "./listing.ts";

interface HeldListProps {
  held: readonly Held[];
  light: (span: Span, others: readonly Span[]) => void;
}

const page = 100;

/** 核对通过: what was compared and agrees, so that “no finding” can be told from “nothing was compared”. */
export function HeldList({ held, light }: HeldListProps) {
  const [count, setCount] = useState(page);
  if (held.length === 0) return <Empty title="没有可以比较的数字">这份文件里没有找到彼此有关系的数字。</Empty>;
  return (
    <div className="held">
      <ol>
        {held.slice(0, count).map((each, index) => (
          <li key={index}>
            <button type="button" className="bare held-one" onClick={() => light(each.at, each.operands)}>
              <span className="finding-line">
                <Sign kind="done" />
                <span className="finding-rule">{ruleTitle(each.rule)}</span>
                <span className="held-quote">{each.at.quote}</span>
                <span className="small soft finding-place">{placeOf(each.at)}</span>
              </span>
              <span className="finding-because">{each.because}</span>
            </button>
          </li>
        ))}
      </ol>
      {held.length > count && (
        <Button type="link" onClick={() => setCount(count + page)}>
          {`再看 ${Math.min(page, held.length - count)} 处`}
        </Button>
      )}
    </div>
  );
}
