import InputNumber from "antd/es/input-number";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import type { Page } from "./review.ts";

interface Score {
  criterion: string;
  points: number;
}

/** 评分表: a number for each line, the most it gives beside it, the sum below. */
export const scoresInput = (criteria: Page["criteria"]) =>
  function ScoresInput(props: InputProps) {
    const scores = (props.value as Score[] | undefined) ?? [];
    const set = (criterion: string, points: number | null) => {
      const others = scores.filter((each) => each.criterion !== criterion);
      props.change(points === null ? others : [...others, { criterion, points }]);
    };
    const { id: _id, ...attributes } = attributesOf(props);
    return (
      <div id={props.id} className="review-scores" tabIndex={-1}>
        {criteria.map(({ code, title, most }) => (
          <label key={code}>
            <span>{`${title}（${most} 分）`}</span>
            <InputNumber
              {...attributes}
              min={0}
              max={most}
              precision={1}
              value={scores.find(({ criterion }) => criterion === code)?.points ?? null}
              onChange={(points: number | null) => set(code, points)}
            />
          </label>
        ))}
        <p className="soft">{`合计 ${scores.reduce((sum, { points }) => sum + Math.round(points * 10), 0) / 10} 分`}</p>
      </div>
    );
  };
