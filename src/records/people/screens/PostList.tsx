import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type Post, postOperations } from "../establishments/contract.ts";
import { whyNotClosePost } from "../establishments/rules.ts";
import { postKinds } from "../words.ts";
import { DivisionInput } from "../parts/DivisionInput.tsx";
import "./establishment.css";

type Row = z.output<typeof Post>;
type Doing = { does: "update" | "close"; post: Row } | "new" | null;

/** 岗位 and who holds them today. */
export function PostList() {
  const { data: posts, error, refetch } = useAnswer(postOperations.list, {});
  const { can } = useActor();
  const [doing, setDoing] = useState<Doing>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!posts) return <Busy />;
  const may = can(postOperations.create.permission);
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setDoing("new")}>
      新增岗位
    </Button>
  );
  return (
    <>
      {posts.length > 0 && add && <div className="plain-bar unprinted">{add}</div>}
      <div className="paper plain-rows">
        {posts.length === 0 ? (
          <Empty title="还没有岗位" acts={add}>
            岗位写进人员的任职经历；不分岗位的单位可以不设。
          </Empty>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">岗位</th>
                <th scope="col">岗位类别</th>
                <th scope="col">科室</th>
                <th scope="col">任职人员</th>
                <th scope="col">
                  <span className="unseen">办理</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {posts.map((post) => (
                <tr key={post.id}>
                  <td>{post.title}</td>
                  <td>{postKinds[post.kind]}</td>
                  <td>{post.divisionName ?? "—"}</td>
                  <td className="soft">{post.holders || "空缺"}</td>
                  <td>
                    {may && (
                      <span className="steps">
                        <StepButton title="修改" onStep={() => setDoing({ does: "update", post })} />
                        <StepButton
                          title="撤销"
                          danger
                          may={whyNotClosePost(post)}
                          onStep={() => setDoing({ does: "close", post })}
                        />
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <PostWindow doing={doing} close={() => setDoing(null)} />
    </>
  );
}

function PostWindow({ doing, close }: { doing: Doing; close: () => void }) {
  if (doing === null) return null;
  const ends = { draft: false as const, narrow: true, cancel: close, done: close };
  const fields = ["title" as const, "kind" as const, { key: "divisionId" as const, input: DivisionInput }];
  if (doing === "new")
    return (
      <Window title="新增岗位" width={520} close={close}>
        <Form operation={postOperations.create} fields={fields} {...ends} />
      </Window>
    );
  const { does, post } = doing;
  return (
    <Window title={`${does === "update" ? "修改" : "撤销"} ${post.title}`} width={520} close={close}>
      {does === "update" ? (
        <Form operation={postOperations.update} record={post} fields={fields} submit="保存" {...ends} />
      ) : (
        <Form
          operation={postOperations.close}
          given={{ id: post.id, version: post.version }}
          fields={["reason"]}
          submit="撤销"
          {...ends}
        />
      )}
    </Window>
  );
}
