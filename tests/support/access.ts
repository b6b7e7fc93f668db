import { describe, expect, test } from "vitest";
import type { FieldClass } from "#kit/base/classes.ts";
import type { ScopeKind } from "#kit/server/context.ts";
import { PeoplePack } from "#records/people/pack.ts";
import national from "../../packs/national/2020.json" with { type: "json" };

/** Every role of the national pack by the post of the test stage that holds it. */
export const postOf = {
  head: "head",
  chief: "chief",
  officer: "officer",
  performance: "performance",
  finance: "finance",
  systemAdministrator: "system",
  securityAdministrator: "security",
  auditAdministrator: "audit",
} as const;
export type RoleCode = keyof typeof postOf;
export const roleCodes = Object.keys(postOf) as RoleCode[];

export type Reach = Partial<Record<RoleCode, ScopeKind>>;

/** 谁能办什么: said by each module as plain data, without looking at the packs; the walk derives its cells from it. */
export interface Access {
  /** Operations open to whoever asks, and to every account that is signed in. */
  anyone?: string[];
  signedIn?: string[];
  /** Permission → the operations behind it, and how far each role reaches. */
  permissions: Record<string, { opens: string[]; roles: Reach }>;
  /** 分级字段: where they leave and enter (operation → paths, `[]` for every member), and which roles see them. */
  fields?: { class: FieldClass; seenBy: RoleCode[]; out: Record<string, string[]>; in: Record<string, string[]> }[];
}

const packed = PeoplePack.parse(national.people).roles;

/** Hands the statement on to the walk, and holds the national pack against it. */
export function states(module: string, access: Access): Access {
  describe(`${module}：谁能办什么`, () => {
    test.each(Object.entries(access.permissions))("规则包授予 %s 的角色与范围正是此处所列", (permission, { roles }) => {
      const granted = Object.entries(packed).flatMap(([role, { grants }]) =>
        grants[permission] ? [[role, grants[permission]]] : [],
      );
      expect(Object.fromEntries(granted)).toEqual(roles);
    });
    test.each(access.fields ?? [])("规则包中能看 $class 字段的角色正是此处所列", ({ class: level, seenBy }) => {
      const seeing = Object.entries(packed).flatMap(([role, { classes }]) => (classes.includes(level) ? [role] : []));
      expect(seeing.sort()).toEqual([...seenBy].sort());
    });
  });
  return access;
}
