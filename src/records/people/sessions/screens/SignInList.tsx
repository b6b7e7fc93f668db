import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { type SignInRow, signInOperations } from "../contract.ts";
import { type SignInOutcome, signInOutcomes } from "../words.ts";

type Row = z.output<typeof SignInRow>;

const kindOf = (outcome: SignInOutcome) =>
  outcome === "signedIn" ? "done" : outcome === "signedOut" || outcome === "passwordRight" ? "plain" : "late";

/** 登录记录 of this agency's accounts: every try, and what came of it. */
export function SignInList() {
  return (
    <>
      <PageHead title="登录记录" lead="本机构账号的每一次登录、失败、锁定和退出。只能查看，任何人都不能修改或删除。" />
      <List
        operation={signInOperations.list}
        columns={[
          { key: "at", width: 150 },
          "accountName",
          "login",
          { key: "outcome", render: ({ outcome }: Row) => <Tag kind={kindOf(outcome)}>{signInOutcomes[outcome]}</Tag> },
          "entry",
          "device",
          "address",
        ]}
        filters={["outcome", "from", "to"]}
        sort={{ by: "at", descending: true }}
        limit={50}
        empty={<Empty title="还没有登录记录">有人登录以后，每一次都记在这里。</Empty>}
      />
    </>
  );
}
