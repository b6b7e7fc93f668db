import { Button } from "antd";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { projectOperations } from "../contract.ts";

/** 从哪里办起: of a list that fills from the pages of projects, while it is empty. */
export function ProjectStart() {
  const { can } = useActor();
  const { go } = usePlace();
  return (
    <>
      {can(projectOperations.list.permission) && (
        <Button type="primary" onClick={() => go("projects")}>
          选择项目
        </Button>
      )}
      {can(projectOperations.create.permission) && <Button onClick={() => go("projects/new")}>登记线索</Button>}
    </>
  );
}
