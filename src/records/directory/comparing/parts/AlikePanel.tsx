import { useEffect, useState } from "react";
import type { z } from "zod";
import { FormField } from "#kit/ui/form/FormField.tsx";
import { useFormState, type Values } from "#kit/ui/form/FormState.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { companyStates } from "../../words.ts";
import { alikeOperations } from "../contract.ts";
import { askDivision } from "../rules.ts";
import { likeReasons } from "../words.ts";
import "./alike.css";

type Alike = z.output<typeof alikeOperations.alike.output>;

/** 新增前查重, inside the form: what the directory holds already that is like what is being typed. */
export function AlikePanel() {
  const { values } = useFormState();
  const asked = useLate(inputOf(values));
  const { data, error } = useAnswer(alikeOperations.alike, asked, { enabled: asked.name.length > 1, keep: true });
  if (error) return <p className="small soft">暂时查不到库中有没有相像的企业，保存时会再查一次。</p>;
  if (!data || asked.name.length < 2 || data.candidates.length + data.elsewhere.length === 0) return null;
  return (
    <div className="alike" role="status" aria-label="相像的企业">
      <h3>
        <Sign kind="watch" />
        {data.asks ? "库中已有这样的企业" : "库中有相像的企业，请看看是不是同一家"}
      </h3>
      <Candidates {...data} />
      {data.asks && (
        <FormField
          name="duplicateReason"
          required
          wide
          help="不是同一家才新增。理由写入留痕，例如：同名，股东与注册地不同"
        />
      )}
    </div>
  );
}

function Candidates({ candidates, elsewhere }: Alike) {
  return (
    <ul>
      {candidates.map(({ id, name, creditCode, state, officerName, divisionName, score, reasons }) => (
        <li key={id}>
          <span>
            <PlaceLink to={`companies/${id}`} target="_blank">
              {name}
            </PlaceLink>{" "}
            {state !== "active" && <Tag>{companyStates[state]}</Tag>}
          </span>
          <span className="small soft">
            {[creditCode, divisionName, officerName && `责任专员 ${officerName}`].filter(Boolean).join(" · ")}
          </span>
          <span className="small">{`${reasons.map((reason) => likeReasons[reason]).join("、")}，相像 ${score} 分`}</span>
        </li>
      ))}
      {elsewhere.map(({ divisionName }) => (
        <li key={divisionName ?? ""}>{askDivision(divisionName)}。</li>
      ))}
    </ul>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

const inputOf = (values: Values) => ({
  name: textOf(values.name).slice(0, 120),
  creditCode: textOf(values.creditCode).slice(0, 40),
  address: textOf(values.address).slice(0, 200),
  formerNames: (Array.isArray(values.formerNames) ? (values.formerNames as unknown[]) : [])
    .map(textOf)
    .filter(Boolean)
    .slice(0, 20),
});

/** Asked once the typing rests. */
function useLate<T>(value: T, wait = 400): T {
  const [late, setLate] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(JSON.parse(text) as T), wait);
    return () => clearTimeout(timer);
  }, [text, wait]);
  return late;
}
