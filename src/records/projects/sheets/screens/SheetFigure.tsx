import { groupThousands } from "#kit/base/decimals.ts";
import { readable } from "#kit/base/money.ts";
import type { Currency } from "#kit/base/currencies.ts";
import { Figure } from "#kit/ui/figure/Figure.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import type { SigningKind } from "../../words.ts";
import { sheetOperations } from "../contract.ts";
import type { SheetAnswer } from "../rules.ts";
import { type SheetFigure as Code, type SheetSpan, sheetFigures, sheetSpans } from "../words.ts";

interface SheetFigureProps {
  sheet: SheetAnswer;
  onDay: string;
  figure: Code;
  span: SheetSpan;
  value: string;
  isAmount?: boolean;
  cut?: { signingKind?: SigningKind; currency?: Currency };
  /** What it is called to a reader of the screen, beyond the figure: “框架协议 美元”. */
  of?: string;
  /** Another way to show it: an amount in its own currency. */
  text?: string;
}

/** A number of the sheet; a click opens the rows it was counted from, at the moment it was counted. */
export function SheetFigure({
  sheet,
  onDay,
  figure,
  span,
  value,
  isAmount = false,
  cut = {},
  of,
  text,
}: SheetFigureProps) {
  const { call, exports } = useServices();
  const line = sheet.lines.find((each) => each.figure === figure);
  const unit = isAmount ? "元" : (line?.unit ?? "份");
  const key = [figure, span, isAmount ? "amount" : "count", cut.signingKind, cut.currency].filter(Boolean).join("-");
  const asked = { kind: sheet.kind, onDay, figure, span, isAmount, asOf: sheet.asOf, ...cut };
  const title = [sheetSpans[span], sheetFigures[figure], of, isAmount && "金额"].filter(Boolean).join(" ");
  return (
    <Figure
      figure={{
        metric: `sheet ${key}`,
        title,
        value,
        unit,
        text: text ?? (isAmount ? readable(value) : `${groupThousands(value)} ${unit}`),
        definition: line?.definition ?? signingDefinition,
        asOf: sheet.asOf,
        period: { title: sheet[span].title },
      }}
      id={key}
      look="text"
      openRow={(row) => `projects/${String(row.subjectId)}`}
      evidence={async (after) => {
        const { hidden, ...rest } = await call(sheetOperations.evidence, { ...asked, ...(after ? { after } : {}) });
        return {
          ...rest,
          columns: rest.columns as never,
          hidden: { count: hidden.count, sum: isAmount ? hidden.value : null },
        };
      }}
      {...(exports && {
        exportRows: () => exports.start({ list: sheetOperations.evidence.address, input: asked, columns: [] }),
      })}
    />
  );
}

const signingDefinition =
  "期间内登记的签约，按种类和币种分列，不相加；折合人民币按各份登记的汇率。依据：规则包“招商项目”的签约口径。";
