import { ArrowDownOutlined, ArrowUpOutlined, ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { useAddressState, usePlace } from "#kit/ui/wire/usePlace.ts";
import { type DivisionNode, divisionOperations } from "../divisions/contract.ts";
import { DivisionInput } from "../parts/DivisionInput.tsx";
import { PersonPicker } from "../parts/PersonPicker.tsx";
import "./divisions.css";

type Node = z.output<typeof DivisionNode>;
type Doing = { does: "create" | "update" | "move" | "close" | "reopen"; node: Node | null };

/** 科室 as a tree: what stands under what, in its order, who heads it, how many work there. */
export function DivisionTree() {
  const [withClosed, setWithClosed] = useAddressState("closed", false);
  const { data: tree, error, refetch } = useAnswer(divisionOperations.tree, { withClosed }, { keep: true });
  const { can } = useActor();
  const { go } = usePlace();
  const [doing, setDoing] = useState<Doing | null>(null);
  const may = can(divisionOperations.create.permission);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!tree) return <Busy />;
  const acts = may && (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setDoing({ does: "create", node: null })}>
        新增科室
      </Button>
      {can("imports.manage") && (
        <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "divisions" })}>
          从 Excel 导入
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHead title="科室" acts={acts} />
      <label className="division-closed unprinted">
        <input type="checkbox" checked={withClosed} onChange={(event) => setWithClosed(event.target.checked)} />
        含已撤销的科室
      </label>
      <div className="paper">
        {tree.length === 0 ? (
          <Empty title="还没有科室" acts={acts}>
            先建科室，再登记人员、开账号。
          </Empty>
        ) : (
          <ul className="division-tree" aria-label="科室">
            {tree.map((node) => (
              <li key={node.id} data-depth={Math.min(node.depth, 5)}>
                <Branch node={node} tree={tree} may={may} act={(does) => setDoing({ does, node })} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {doing && <Doings {...doing} close={() => setDoing(null)} />}
    </>
  );
}

interface BranchProps {
  node: Node;
  tree: readonly Node[];
  may: boolean;
  act: (does: Doing["does"]) => void;
}

function Branch({ node, tree, may, act }: BranchProps) {
  return (
    <>
      <div className="division-who">
        <strong>{node.name}</strong>
        {node.closedOn && <Tag>{`${node.closedOn} 撤销`}</Tag>}
        <span className="soft">{node.headName ? `负责人 ${node.headName}` : "未定负责人"}</span>
        <PlaceLink to="persons" search={{ divisionId: node.id, state: "serving" }} className="text-link">
          {`在岗 ${node.headcount} 人`}
        </PlaceLink>
        {node.openedOn && <span className="soft">{`${node.openedOn} 成立`}</span>}
      </div>
      {may && (
        <span className="division-acts unprinted">
          {node.closedOn ? (
            <StepButton title="恢复" may={node.may.reopen} onStep={() => act("reopen")} />
          ) : (
            <>
              <Shift node={node} tree={tree} />
              <StepButton title="修改" onStep={() => act("update")} />
              <StepButton title="移动" onStep={() => act("move")} />
              <StepButton title="撤销" danger may={node.may.close} onStep={() => act("close")} />
            </>
          )}
        </span>
      )}
    </>
  );
}

/** 上移、下移 among those of the same parent. */
function Shift({ node, tree }: { node: Node; tree: readonly Node[] }) {
  const move = useCommand(divisionOperations.move);
  const siblings = tree.filter((each) => each.parentId === node.parentId && each.closedOn === null);
  const at = siblings.findIndex((each) => each.id === node.id);
  const { id, version, parentId } = node;
  const to = (beforeId: string | null) => void move.run({ id, version, parentId, beforeId });
  return (
    <>
      <Button
        type="text"
        icon={<ArrowUpOutlined />}
        aria-label={`上移${node.name}`}
        disabled={at <= 0 || move.busy}
        onClick={() => to(siblings[at - 1]?.id ?? null)}
      />
      <Button
        type="text"
        icon={<ArrowDownOutlined />}
        aria-label={`下移${node.name}`}
        disabled={at === siblings.length - 1 || move.busy}
        onClick={() => to(siblings[at + 2]?.id ?? null)}
      />
      {move.failure && (
        <span className="field-problem" role="alert">
          {move.failure.message}
        </span>
      )}
    </>
  );
}

function Doings({ does, node, close }: Doing & { close: () => void }) {
  const { today } = useActor();
  const ends = { draft: false as const, narrow: true, cancel: close, done: close };
  const head = node?.headId ? { value: node.headId, title: node.headName ?? "" } : null;
  const headField = {
    key: "headId" as const,
    input: (props: Parameters<typeof PersonPicker>[0]) => <PersonPicker {...props} known={head} />,
  };
  if (does === "create" || !node)
    return (
      <Window title="新增科室" width={520} close={close}>
        <Form
          operation={divisionOperations.create}
          fields={["name", { key: "parentId", input: DivisionInput, help: "第一级科室空着" }, headField, "openedOn"]}
          {...ends}
        />
      </Window>
    );
  if (does === "update")
    return (
      <Window title={`修改 ${node.name}`} width={520} close={close}>
        <Form
          operation={divisionOperations.update}
          record={node}
          fields={["name", headField, "openedOn"]}
          submit="保存"
          {...ends}
        />
      </Window>
    );
  if (does === "move")
    return (
      <Window title={`移动 ${node.name}`} width={520} close={close}>
        <Form
          operation={divisionOperations.move}
          record={node}
          fields={[{ key: "parentId", input: DivisionInput, help: "移到第一级就清空；移过去后排在最后，可再上移" }]}
          submit="移动"
          {...ends}
        />
      </Window>
    );
  if (does === "close")
    return (
      <Window title={`撤销 ${node.name}`} width={520} close={close}>
        <Form
          operation={divisionOperations.close}
          given={{ id: node.id, version: node.version }}
          initial={{ closedOn: today }}
          fields={["closedOn", { key: "reason", help: "例如：机构改革方案的文号。以前的记录仍记在这个科室名下。" }]}
          submit="撤销"
          {...ends}
        />
      </Window>
    );
  return (
    <Window title={`恢复 ${node.name}`} width={520} close={close}>
      <Form
        operation={divisionOperations.reopen}
        given={{ id: node.id, version: node.version }}
        fields={["reason"]}
        submit="恢复"
        {...ends}
      />
    </Window>
  );
}
