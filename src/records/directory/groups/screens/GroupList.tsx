import { Button } from "antd";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { groupOperations } from "../contract.ts";
import { TierInput } from "../parts/TierInput.tsx";

export function GroupList() {
  const { go } = usePlace();
  const begin = (
    <Button type="primary" onClick={() => go("companies")}>
      到企业库
    </Button>
  );
  return (
    <>
      <PageHead title="集团" lead="分级包联和负责人写在集团总部，成员企业都按它。" />
      <List
        operation={groupOperations.list}
        columns={[{ key: "name", width: 320 }, "memberCount", "tierTitle", "leadName", "createdOn"]}
        sort={{ by: "name" }}
        filters={[
          { key: "tier", input: TierInput },
          { key: "leadId", input: PersonPicker },
        ]}
        open={({ id }) => `groups/${id}`}
        empty={
          <Empty title="还没有登记集团" acts={begin}>
            在企业页面的“集团”一栏挂接上级企业，或把一家企业登记为集团总部。
          </Empty>
        }
      />
    </>
  );
}
