import type { FieldChoice } from "#kit/ui/form/FormField.tsx";
import type { FormSection } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Upload } from "#kit/ui/form/Upload.tsx";
import type { StoredFile } from "#kit/ui/wire/Services.tsx";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { SitePicker } from "../parts/SitePicker.tsx";
import { areaUnits, type SiteKind } from "../words.ts";

/** What an id that is already chosen is called. */
type Known = { value: string; title: string } | null;

interface Knows {
  officer: Known;
  region: Known;
  parent: Known;
  owner: Known;
}

type Field =
  | "name"
  | "code"
  | "parentId"
  | "region"
  | "address"
  | "area"
  | "isDivisible"
  | "leastArea"
  | "floor"
  | "ceilingHeight"
  | "floorLoad"
  | "powerCapacity"
  | "utilities"
  | "rent"
  | "landPrice"
  | "plannedUse"
  | "termYears"
  | "plotRatio"
  | "industries"
  | "industryNote"
  | "environmentLimit"
  | "energyLimit"
  | "availableOn"
  | "ownerId"
  | "ownerName"
  | "longitude"
  | "latitude"
  | "datum"
  | "outline"
  | "officerId"
  | "files"
  | "note";

type Choice = Field | FieldChoice<Field>;

const parents: Record<SiteKind, readonly SiteKind[]> = {
  park: [],
  building: ["park"],
  factorySpace: ["building", "park"],
  officeSpace: ["building", "park"],
  landPlot: ["park"],
};

function FilesInput({ id, value, change }: InputProps) {
  const files = (value as StoredFile[] | undefined) ?? [];
  return (
    <Upload
      id={id}
      title="添加图片或附件"
      files={files}
      change={(all) => change(all.map(({ id: fileId, name, size }) => ({ id: fileId, name, size })))}
    />
  );
}

/** The form of one kind, the same for a new site and for a change: each kind is asked only what it has. */
export function siteSections(kind: SiteKind, knows: Knows): FormSection<Field>[] {
  const unit = areaUnits[kind];
  const isOffered = kind !== "park" && kind !== "building";
  const isFloor = kind === "factorySpace" || kind === "officeSpace";
  const where: Choice[] = [
    {
      key: "parentId",
      title: kind === "building" || kind === "landPlot" ? "所在园区" : "所在园区或楼栋",
      input: (props: InputProps) => <SitePicker {...props} kinds={parents[kind]} known={knows.parent} />,
    },
  ];
  const divided: Choice[] = ["isDivisible", { key: "leastArea", title: `最小分割面积（${unit}）` }];
  return [
    {
      title: "在哪里",
      fields: [
        "name",
        { key: "code", help: "本机构的编号，填了就不能重复；导入按它对应" },
        ...(kind === "park" ? [] : where),
        { key: "region", input: (props: InputProps) => <RegionPicker {...props} known={knows.region} /> },
        { key: "address", wide: true },
        ...(isFloor ? (["floor"] as const) : []),
      ],
    },
    {
      title: "有多大",
      fields: [
        {
          key: "area",
          title: `${kind === "park" ? "规划面积" : kind === "building" ? "建筑面积" : "面积"}（${unit}）`,
        },
        ...(isOffered ? divided : []),
        ...(isFloor ? (["ceilingHeight", "floorLoad"] as const) : []),
        "powerCapacity",
        { key: "utilities", wide: true },
        ...(kind === "landPlot" ? (["plotRatio"] as const) : []),
      ],
    },
    {
      title: "什么条件",
      fields: [
        ...(isFloor ? [{ key: "rent" as const, help: "每平方米每月；按天报价的，乘 365 除以 12" }] : []),
        ...(kind === "landPlot" ? [{ key: "landPrice" as const, help: "每亩，可写 32万" }, "termYears" as const] : []),
        "plannedUse",
        { key: "industries", wide: true, help: "面向哪些产业招商；不限的空着" },
        { key: "industryNote", help: "如 新能源汽车零部件、生物医药" },
        ...(isOffered ? [{ key: "availableOn" as const, help: "在建的、要腾退的写；现房空着" }] : []),
        "environmentLimit",
        "energyLimit",
        { key: "ownerId", input: (props: InputProps) => <CompanyPicker {...props} known={knows.owner} /> },
        { key: "ownerName", help: "不在企业库里的，写名称" },
      ],
    },
    {
      title: "地图上的位置",
      lead: "十进制度。百度、高德地图上取的坐标有偏移，请先换算成 CGCS2000 或 WGS84。",
      fields: [
        { key: "longitude", help: "如 116.397428" },
        { key: "latitude", help: "如 39.90923" },
        "datum",
        { key: "outline", help: "选填。一行一个点“经度,纬度”，至少 3 个点", wide: true },
      ],
    },
    {
      title: "谁来联系",
      fields: [
        {
          key: "officerId",
          help: "投资方来问时找谁；空间归联系人所在的科室",
          input: (props: InputProps) => <PersonPicker {...props} known={knows.officer} />,
        },
        { key: "files", input: FilesInput, wide: true, help: "现场照片、平面图、规划条件" },
        "note",
      ],
    },
  ];
}
