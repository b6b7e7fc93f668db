import type { FormSection } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import { EventPicker } from "#records/events/parts/EventPicker.tsx";
import { IntermediaryPicker } from "#records/intermediaries/parts/IntermediaryPicker.tsx";
import { OutpostPicker } from "#records/intermediaries/parts/OutpostPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { SitePicker } from "#records/sites/parts/SitePicker.tsx";
import { amountJump } from "../rules.ts";

/** What an id that is already chosen is called. */
export type Known = { value: string; title: string } | null;
export interface Knowns {
  officer: Known;
  keeper: Known;
  region: Known;
  investor: Known;
  landed: Known;
  event: Known;
  intermediary: Known;
  outpost: Known;
  site: Known;
}

const isForeign = ({ currency }: Values) => currency !== undefined && currency !== "CNY";
const isYuan = (values: Values) => !isForeign(values);

/** The whole form of a project, for a change. */
export function projectSections(
  { officer, keeper, region, investor, landed, event, intermediary, outpost, site }: Knowns,
  before: Parameters<typeof amountJump>[0],
) {
  const sections: FormSection<Field>[] = [
    { title: "项目", fields: [{ key: "name", wide: true }, "track", { key: "brief", help: "建设内容、规模、产品" }] },
    {
      title: "投资方",
      fields: [
        {
          key: "investorId",
          input: (props: InputProps) => <CompanyPicker {...props} known={investor} />,
          help: "签约前须入企业库；线索阶段可以只有名称",
        },
        "investorName",
        "investorKind",
        "capital",
        { key: "sourcePlace", help: "省市；境外写国家或地区" },
        "industry",
      ],
    },
    {
      title: "投资",
      fields: [
        "currency",
        { key: "totalInvestment", help: "可写 12亿、3500万", when: isYuan },
        { key: "originalInvestment", help: "按所选币种填写，人民币金额由汇率折算", when: isForeign, required: true },
        { key: "exchangeRate", help: "1 单位外币合多少元", when: isForeign, required: true },
        { key: "ratedOn", when: isForeign, required: true },
        { key: "rateSource", help: "例如：中国外汇交易中心", when: isForeign, required: true },
        "fixedAssetInvestment",
        {
          key: "isAmountChecked",
          when: (values) => values.isAmountChecked !== undefined || amountJump(before, amountsIn(values)) !== null,
        },
      ],
    },
    {
      title: "落位与落地",
      fields: [
        { key: "region", input: (props: InputProps) => <RegionPicker {...props} known={region} /> },
        "siteWish",
        { key: "siteId", input: (props: InputProps) => <SitePicker {...props} known={site} /> },
        "expectedOn",
        {
          key: "landedCompanyId",
          input: (props: InputProps) => <CompanyPicker {...props} known={landed} />,
          help: "在本地登记的企业，先入企业库",
        },
      ],
    },
    {
      title: "来源与责任",
      fields: [
        "source",
        {
          key: "eventId",
          input: (props: InputProps) => <EventPicker {...props} known={event} />,
          when: ({ source, eventId }) => source === "event" || Boolean(eventId),
          help: "选中的活动会列出这条线索和它的去向",
        },
        {
          key: "intermediaryId",
          input: (props: InputProps) => <IntermediaryPicker {...props} known={intermediary} />,
          when: ({ source, intermediaryId }) => source === "intermediary" || Boolean(intermediaryId),
          help: "已有引荐备案的以备案为准",
        },
        {
          key: "outpostId",
          input: (props: InputProps) => <OutpostPicker {...props} known={outpost} />,
          when: ({ source, outpostId }) => source === "outpost" || Boolean(outpostId),
          help: "选中的驻外机构会列出这条线索和它的去向",
        },
        "sourceNote",
        { key: "officerId", input: (props: InputProps) => <PersonPicker {...props} known={officer} /> },
        {
          key: "qualityKeeperId",
          input: (props: InputProps) => <PersonPicker {...props} known={keeper} />,
          help: "与责任专员分设",
        },
        "note",
      ],
    },
  ];
  return sections;
}

const amountsIn = (values: Values) =>
  Object.fromEntries(
    (["totalInvestment", "fixedAssetInvestment"] as const).flatMap((key) => {
      const value = values[key];
      return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? [[key, value]] : [];
    }),
  );

type Field =
  | "name"
  | "track"
  | "brief"
  | "investorId"
  | "investorName"
  | "investorKind"
  | "capital"
  | "sourcePlace"
  | "industry"
  | "currency"
  | "totalInvestment"
  | "originalInvestment"
  | "exchangeRate"
  | "ratedOn"
  | "rateSource"
  | "fixedAssetInvestment"
  | "isAmountChecked"
  | "region"
  | "siteWish"
  | "siteId"
  | "expectedOn"
  | "landedCompanyId"
  | "source"
  | "eventId"
  | "intermediaryId"
  | "outpostId"
  | "sourceNote"
  | "officerId"
  | "qualityKeeperId"
  | "note";
