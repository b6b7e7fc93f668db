import { Button } from "antd";
import { useState } from "react";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "../imports/contract.ts";
import { columnsOf, proposeMapping } from "../staging/rules.ts";
import { FieldColumns } from "./FieldColumns.tsx";
import { HeaderRow } from "./HeaderRow.tsx";
import { ImportChoices } from "./ImportChoices.tsx";
import type { Batch, Mapping, SheetHead } from "./batch.ts";

/** 对应列: which sheet, which row holds the titles, which column is which field. All of it is proposed, none of it decided. */
export function ImportMapping({ batch, back }: { batch: Batch; back?: () => void }) {
  const { go } = usePlace();
  const map = useCommand(importOperations.map);
  const [sheet, setSheet] = useState(() => firstSheet(batch));
  const isChosen = batch.sheet === sheet?.name;
  const [headerRow, setHeaderRow] = useState(() => (isChosen ? batch.headerRow : null) ?? sheet?.headerRow ?? 1);
  const [mapping, setMapping] = useState<Mapping>(() => (isChosen ? batch.mapping : null) ?? sheet?.proposed ?? {});
  const [options, setOptions] = useState(() => ({
    ...batch.options,
    moneyUnit: (isChosen ? null : sheet?.moneyUnit) ?? batch.options.moneyUnit,
  }));
  if (!sheet) return null;
  const columns = columnsOf(sheet.rows, headerRow);
  const isProposed = headerRow === sheet.headerRow;
  const choose = (next: SheetHead, row: number) => {
    setSheet(next);
    if (next !== sheet && next.moneyUnit) setOptions({ ...options, moneyUnit: next.moneyUnit });
    setHeaderRow(row);
    setMapping(row === next.headerRow ? next.proposed : proposeMapping(columnsOf(next.rows, row), batch.fields));
    map.forget();
  };
  const missing = batch.fields.filter(({ field, required }) => required && mapping[field] === undefined);
  const may =
    batch.may.map ??
    (missing.length > 0
      ? { code: "imports.mapping", message: `请先对应“${missing.map(({ title }) => title).join("、")}”所在的列` }
      : null);
  const send = async () => {
    const answer = await map.run({ id: batch.id, sheet: sheet.name, headerRow, mapping, options });
    if (answer) back?.();
  };
  return (
    <>
      <HeaderRow sheets={batch.sheets} sheet={sheet} headerRow={headerRow} choose={choose} />
      <FieldColumns
        fields={batch.fields}
        columns={columns}
        mapping={mapping}
        isRemembered={isProposed && sheet.isRemembered}
        change={setMapping}
      />
      <ImportChoices
        options={options}
        change={setOptions}
        money={batch.fields.filter(({ field, isMoney }) => isMoney && mapping[field] !== undefined)}
        titleOf={(field) => columns.find(({ index }) => index === mapping[field])?.title ?? ""}
      />
      <div className="import-foot unprinted">
        <StepButton title="校验并预览" may={may} primary busy={map.busy} onStep={() => void send()} />
        {back && <Button onClick={back}>回到核对</Button>}
        <CommandButton
          operation={importOperations.discard}
          input={{ id: batch.id }}
          title="放弃"
          may={batch.may.discard}
          confirm={<p>放弃后，这一批不再保留，已在库的记录不受影响。</p>}
          done={() => go("imports", {}, { replace: true })}
        />
        {map.failure ? (
          <span className="field-problem" role="alert">
            {map.failure.message}
          </span>
        ) : (
          <span className="small soft">
            {may ? may.message : `已对应 ${Object.keys(mapping).length} 项。校验只读不写，看过结果再确认。`}
          </span>
        )}
      </div>
    </>
  );
}

/** The one chosen before; else the first in sight where something was recognised; else the first in sight. */
function firstSheet({ sheets, sheet }: Batch): SheetHead | undefined {
  const seen = sheets.filter(({ isHidden }) => !isHidden);
  return (
    sheets.find(({ name }) => name === sheet) ??
    seen.find(({ proposed }) => Object.keys(proposed).length > 0) ??
    seen[0] ??
    sheets[0]
  );
}
