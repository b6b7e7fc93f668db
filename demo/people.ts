import type { StaffKind } from "#records/people/words.ts";
import type { DemoAgency, StaffRole } from "./agencies.ts";
import { staffName } from "./names.ts";

export interface DemoPerson {
  login: string;
  name: string;
  division: string | null;
  roles: string[];
  staffKind?: StaffKind;
  post?: string;
  isHead?: boolean;
  host?: { hostName: string; contactTitle: string; document: string };
  isDemo: true;
}

type Role = StaffRole | "systemAdministrator" | "securityAdministrator" | "auditAdministrator";

/** Who comes first on the sign-in page; everybody else follows in the order of the divisions. */
const first = ["officer1", "head", "chief1", "performance", "finance", "officer2", "chief2", "officer3"];

const administrators: [string, Role][] = [
  ["system", "systemAdministrator"],
  ["security", "securityAdministrator"],
  ["audit", "auditAdministrator"],
];

/** 人员名单 in the order of the sign-in page. `offset` counts the people of the agencies before, so that nobody shares a name. */
export function peopleOf(agency: DemoAgency, offset: number): DemoPerson[] {
  const staff = staffOf(agency);
  const ranked = [
    ...first.flatMap((key) => staff.filter((each) => each.key === key)),
    // 三员由上级单位或本单位其他人员担任，不占科室人数。
    ...administrators.map(([key, role]) => ({ key, role, division: null })),
    ...staff.filter(({ key }) => !first.includes(key)),
  ];
  const heads = new Map(
    staff.filter(({ role }) => role === "chief" || role === "head").map(({ division, key }) => [division, key]),
  );
  return ranked.map(({ key, role, division }, number) => ({
    login: `${agency.letter}-${key}`,
    name: staffName(offset + number),
    division,
    roles: [role],
    isHead: division !== null && heads.get(division) === key,
    ...(division === null ? hostOf(agency, key) : placeOf(agency, role, key)),
    isDemo: true,
  }));
}

const posts: Partial<Record<Role, string>> = { head: "主任", chief: "科长", finance: "会计" };

/** 岗位与编制类别: the last of the officers are contracted where the agency has such. */
function placeOf({ divisions, approved, contracted = 0 }: DemoAgency, role: Role, key: string) {
  const officers = divisions.reduce((sum, { staff }) => sum + (staff.officer ?? 0), 0);
  const isContracted = role === "officer" && Number(key.replace("officer", "")) > officers - contracted;
  const staffKind: StaffKind = isContracted ? "contracted" : (approved[0]?.kind ?? "institution");
  return { post: posts[role] ?? "专员", staffKind };
}

/** 小型单位: two of the three come from elsewhere. */
function hostOf({ name, isSmall }: DemoAgency, key: string): Pick<DemoPerson, "host"> {
  const county = name.slice(0, 4);
  if (!isSmall || key === "system") return {};
  const [hostName, contactTitle] =
    key === "security" ? [`${county}数据局`, "网络安全股股长"] : [`${county}财政局`, "监督检查股股长"];
  return { host: { hostName, contactTitle, document: `${county}政办函〔2021〕18号` } };
}

interface Staff {
  /** The login without the agency's letter: head, officer1. */
  key: string;
  role: Role;
  division: string;
}

/** Numbered by role: business divisions first, and their first officers before their second, so that officer1 and officer2 are neighbours. */
function staffOf({ divisions }: DemoAgency): Staff[] {
  const business = divisions.filter(({ isBusiness }) => isBusiness);
  const others = divisions.filter(({ isBusiness }) => !isBusiness);
  const numbered = (role: StaffRole, prefix: string): Staff[] =>
    [...inTurn(business, role), ...inTurn(others, role)].map((division, index) => ({
      key: `${prefix}${index + 1}`,
      role,
      division,
    }));
  /** One of a kind; a head's deputies are numbered after it. */
  const single = (role: StaffRole): Staff[] =>
    inTurn(divisions, role).map((division, index) => ({
      key: index === 0 ? role : `${role}${index + 1}`,
      role,
      division,
    }));
  return [
    ...single("head"),
    ...numbered("chief", "chief"),
    ...single("performance"),
    ...single("finance"),
    ...numbered("officer", "officer"),
  ];
}

/** The divisions of a role's holders: each division's first, then each one's second. */
function inTurn(divisions: DemoAgency["divisions"], role: StaffRole): string[] {
  const rounds = Math.max(0, ...divisions.map(({ staff }) => staff[role] ?? 0));
  return Array.from({ length: rounds }, (_, round) =>
    divisions.filter(({ staff }) => (staff[role] ?? 0) > round).map(({ name }) => name),
  ).flat();
}
