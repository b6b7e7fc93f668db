import type { Row } from "./SupportSteps.tsx";

/** 历次答复 and the result, in the order they came. */
export function AnswerList({ support: { answers, result } }: { support: Row }) {
  return (
    <>
      {answers.map(({ id, department, happenedOn, content }) => (
        <p key={id}>
          <span className="small soft">{`${happenedOn} ${department}`}</span>
          {` ${content}`}
        </p>
      ))}
      {answers.length === 0 && !result && <p className="small soft">还没有答复。</p>}
      {result && <p>{`结果：${result}`}</p>}
    </>
  );
}
