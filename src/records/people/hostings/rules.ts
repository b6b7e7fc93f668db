import type { Refusal } from "#kit/base/errors.ts";

interface Wanted {
  roleTitle: string;
  isHostable: boolean;
  isSmall: boolean;
  /** The host that has it now. */
  held: string | null;
}

/** 托管: only of a small office, only of what the pack lets be hosted, one host for each role. */
export function whyNotHost({ roleTitle, isHostable, isSmall, held }: Wanted): Refusal | null {
  const no = (message: string): Refusal => ({ code: "hostings.create", message });
  if (!isSmall) return no("只有小型单位可以托管，请先在本机构页改为小型单位");
  if (!isHostable) return no(`“${roleTitle}”须由本单位人员担任，不能托管；可托管的是安全、审计管理员和财务`);
  return held ? no(`“${roleTitle}”已由${held}托管，请先结束那一项`) : null;
}

interface Posted {
  hostName: string;
  personName: string;
  roleTitle: string;
  isAdministrator: boolean;
}

/** 三员不由同一人托管: also not under another account; by name and body, as no more is known of another body's people. */
export function whyNotPosted(wanted: Posted, others: readonly Posted[]): Refusal | null {
  const same = others.find(
    ({ hostName, personName, isAdministrator }) =>
      hostName === wanted.hostName && personName === wanted.personName && (isAdministrator || wanted.isAdministrator),
  );
  if (!same) return null;
  return {
    code: "hostings.post.combined",
    message: `${wanted.hostName}的${wanted.personName}已在本机构担任“${same.roleTitle}”，三员不能由同一人担任，请对方另派一人`,
  };
}

/** 改回一般单位: not while anything is hosted. */
export function whyNotLarge(hosted: readonly string[]): Refusal | null {
  return hosted.length === 0
    ? null
    : {
        code: "agencies.office.hosted",
        message: `${hosted.map((each) => `“${each}”`).join("、")}还由外单位托管，请先结束托管，再改为一般单位`,
      };
}
