import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import type { Site } from "../contract.ts";
import { type Occupation, occupationOperations } from "../occupations/contract.ts";
import { areaText } from "../rules.ts";
import { areaUnits, occupationKinds } from "../words.ts";
import "./sites.css";

type Shown = z.output<typeof Site>;
type Row = z.output<typeof Occupation>;

interface OccupationListProps {
  site: Shown;
  occupations: Row[];
  may: May;
}

/** 谁用了多少: those that last first, then what was given back or struck out. */
export function OccupationList({ site, occupations, may }: OccupationListProps) {
  const [open, setOpen] = useState<{ does: "occupy" } | { does: "vacate" | "void"; row: Row } | null>(null);
  const close = () => setOpen(null);
  const isOpen = (row: Row) => row.endedOn === null && !row.isVoided;
  const shown = [...occupations.filter(isOpen), ...occupations.filter((row) => !isOpen(row))];
  // Whoever may occupy may give back; that nothing is left to occupy is no hindrance to it.
  const mayEnd = may?.code === "sites.scope" ? may : null;
  return (
    <>
      {shown.length === 0 && <p className="soft">还没有登记占用，全部面积空着。</p>}
      <ul className="site-rows">
        {shown.map((row) => (
          <li key={row.id}>
            <span data-gone={row.isVoided || undefined}>
              <Tag kind={isOpen(row) ? "primary" : "plain"}>{occupationKinds[row.kind]}</Tag>{" "}
              <strong>{areaText(site.kind, row.area)}</strong>{" "}
              {row.companyPage ? <PlaceLink to={row.companyPage}>{row.userName}</PlaceLink> : row.userName}
            </span>
            {isOpen(row) && (
              <span className="site-rows-acts unprinted">
                <StepButton title="腾退" may={mayEnd} onStep={() => setOpen({ does: "vacate", row })} />
                <StepButton title="作废" may={mayEnd} onStep={() => setOpen({ does: "void", row })} />
              </span>
            )}
            <p className="small soft">{spanOf(row)}</p>
          </li>
        ))}
      </ul>
      <StepButton title="登记占用" icon={<PlusOutlined />} may={may} onStep={() => setOpen({ does: "occupy" })} />
      {open?.does === "occupy" && <Occupy site={site} close={close} />}
      {open?.does === "vacate" && <End row={open.row} operation="vacate" close={close} />}
      {open?.does === "void" && <End row={open.row} operation="void" close={close} />}
    </>
  );
}

function spanOf({ fromOn, untilOn, endedOn, endReason, isVoided, note }: Row): string {
  const span = `${fromOn} 起${untilOn ? `，${untilOn} 到期` : ""}`;
  const end = isVoided ? `已作废：${endReason}` : endedOn ? `${endedOn} 腾退：${endReason}` : "";
  return [span, end, note].filter(Boolean).join("；");
}

function Occupy({ site, close }: { site: Shown; close: () => void }) {
  const { today } = useActor();
  const isLand = site.kind === "landPlot";
  return (
    <Window title={`登记占用：${site.name}`} width={560} close={close}>
      <Form
        operation={occupationOperations.occupy}
        given={{ siteId: site.id }}
        initial={{ fromOn: today, kind: isLand ? "transferred" : "leased" }}
        fields={[
          "kind",
          {
            key: "area",
            title: `占用面积（${areaUnits[site.kind]}）`,
            help: `还空着 ${areaText(site.kind, site.freeArea)}`,
          },
          { key: "companyId", input: (props: InputProps) => <CompanyPicker {...props} /> },
          { key: "userName", help: "不在企业库里的，写名称" },
          "fromOn",
          { key: "untilOn", help: "租期或预留的到期日；快到期时提醒联系人" },
          "note",
        ]}
        draft={site.id}
        narrow
        submit="登记"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

function End({ row, operation, close }: { row: Row; operation: "vacate" | "void"; close: () => void }) {
  const { today } = useActor();
  const { id, version } = row;
  const title = operation === "vacate" ? "登记腾退" : "作废占用";
  return (
    <Window title={title} width={480} close={close}>
      {operation === "vacate" ? (
        <Form
          operation={occupationOperations.vacate}
          given={{ id, version }}
          initial={{ endedOn: today }}
          fields={["endedOn", { key: "reason", help: "例如：租约到期、提前退租、土地收回" }]}
          draft={false}
          narrow
          cancel={close}
          done={close}
        />
      ) : (
        <>
          <p className="soft">登记有误的才作废，如同没有登记过；真用过又退出的，请登记腾退。</p>
          <Form
            operation={occupationOperations.void}
            given={{ id, version }}
            fields={["reason"]}
            draft={false}
            narrow
            cancel={close}
            done={close}
          />
        </>
      )}
    </Window>
  );
}
