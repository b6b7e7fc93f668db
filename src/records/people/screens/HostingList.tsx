import { Select } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type Hosting, hostingOperations } from "../hostings/contract.ts";
import { LinkOnce } from "./LinkOnce.tsx";

type Row = z.output<typeof Hosting>;
type Doing = { does: "post" | "end"; hosting: Row } | "new" | null;

/** 托管: which role another body holds for this one, since when, by whom. */
export function HostingList({ isSmall }: { isSmall: boolean }) {
  const { data } = useAnswer(hostingOperations.list, {});
  const { can } = useActor();
  const [doing, setDoing] = useState<Doing>(null);
  const [link, setLink] = useState<string | null>(null);
  if (!data || (!isSmall && data.hostings.length === 0)) return null;
  const may = can(hostingOperations.create.permission);
  return (
    <section className="paper section" aria-labelledby="hostings-head">
      <header>
        <h2 id="hostings-head">托管</h2>
        <span className="record-acts unprinted">
          {may && isSmall && <StepButton title="登记托管" onStep={() => setDoing("new")} />}
        </span>
      </header>
      {link && <LinkOnce link={link} />}
      {data.hostings.length === 0 ? (
        <p className="soft">没有托管的角色。人手不够分设三员时，可以请县数据局、财政局等派人担任安全、审计管理员。</p>
      ) : (
        <ul className="hostings">
          {data.hostings.map((hosting) => (
            <li key={hosting.id}>
              <div>
                <strong>{hosting.roleTitle}</strong> <Tag kind="watch">{`${hosting.hostName}托管`}</Tag>
                <p className="soft">
                  {[
                    `${hosting.sinceOn} 至 ${hosting.untilOn ?? "今"}`,
                    `联系 ${hosting.contactTitle}`,
                    hosting.document,
                    hosting.people ? `派驻 ${hosting.people}` : "尚未派人",
                  ].join("，")}
                </p>
              </div>
              {may && (
                <span className="steps unprinted">
                  <StepButton
                    title="登记派驻人员"
                    may={hosting.may.post}
                    onStep={() => setDoing({ does: "post", hosting })}
                  />
                  <StepButton
                    title="结束托管"
                    danger
                    may={hosting.may.end}
                    onStep={() => setDoing({ does: "end", hosting })}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {doing && <HostingWindow doing={doing} close={() => setDoing(null)} told={setLink} />}
    </section>
  );
}

interface HostingWindowProps {
  doing: Exclude<Doing, null>;
  close: () => void;
  told: (link: string | null) => void;
}

function HostingWindow({ doing, close, told }: HostingWindowProps) {
  const { today } = useActor();
  const ends = { draft: false as const, narrow: true, cancel: close };
  if (doing === "new")
    return (
      <Window title="登记托管" width={520} close={close}>
        <Form
          operation={hostingOperations.create}
          initial={{ sinceOn: today }}
          fields={[
            { key: "roleCode", input: HostableInput },
            { key: "hostName", help: "如：某县数据局、某县会计核算中心" },
            "sinceOn",
            { key: "contactTitle", help: "写岗位，不写个人，如：网络安全股股长" },
            { key: "document", help: "托管协议或文件的文号" },
          ]}
          {...ends}
          done={close}
        />
      </Window>
    );
  const { does, hosting } = doing;
  return (
    <Window title={`${hosting.hostName}：${hosting.roleTitle}`} width={520} close={close}>
      {does === "post" ? (
        <Form
          operation={hostingOperations.post}
          given={{ id: hosting.id }}
          fields={["name", { key: "login", help: "对方在别的单位已有账号的，填原来的登录名" }]}
          {...ends}
          done={(answer) => {
            told(answer.link);
            close();
          }}
        />
      ) : (
        <Form
          operation={hostingOperations.end}
          given={{ id: hosting.id, version: hosting.version }}
          initial={{ untilOn: today }}
          fields={["untilOn", "reason"]}
          {...ends}
          done={close}
        />
      )}
    </Window>
  );
}

function HostableInput(props: InputProps) {
  const { data } = useAnswer(hostingOperations.list, {});
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      placeholder="请选择"
      options={(data?.choices ?? []).map(({ code, title }) => ({ value: code, label: title }))}
      onChange={(next) => props.change(next)}
    />
  );
}
