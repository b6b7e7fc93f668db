import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { QrCode } from "#records/people/factors/parts/QrCode.tsx";
import { intakeLinkOperations, IntakeLinkRow } from "../contract.ts";
import { whyNotLink } from "../rules.ts";
import { intakeLinkStates } from "../words.ts";
import "./intakes.css";

type Row = z.output<typeof IntakeLinkRow>;

const fields = [
  { key: "name" as const, help: "只在内部看到，例如：官网招商专栏、推介会二维码" },
  { key: "title" as const, wide: true },
  { key: "intro" as const, wide: true },
  {
    key: "consent" as const,
    wide: true,
    help: "写明收集什么、作何用途、怎样撤回；保存期按规则包附在后面，提交时须单独勾选",
  },
  { key: "dailyLimit" as const, help: "防止被恶意刷填；超过的请对方明天再来" },
  { key: "closesOn" as const, help: "长期使用的不填" },
];

const consentOf = (agency: string) =>
  `本人同意${agency}为联系和办理投资意向，收集并使用以上联系人姓名和电话；仅供本机构内部使用。本人可以随时致电本机构撤回同意、要求删除。`;

/** 公开线索表单: made, handed out once, closed. */
export function LinkList() {
  const { agency } = useActor();
  const [isNew, setNew] = useState(false);
  const [link, tell] = useState<string | null>(null);
  const whole = (path: string) => tell(new URL(path, window.location.href).toString());
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      新建表单
    </Button>
  );
  return (
    <>
      <PageHead title="公开线索表单" from={{ title: "公开来件", to: "intakes" }} acts={add} />
      <List
        operation={intakeLinkOperations.list}
        columns={[
          { key: "name", width: 220 },
          { key: "title", width: 220 },
          {
            key: "state",
            render: ({ state }: Row) => <Tag kind={state === "open" ? "done" : "plain"}>{intakeLinkStates[state]}</Tag>,
          },
          "received",
          "taken",
          "dailyLimit",
          "closesOn",
          "createdOn",
        ]}
        sort={{ by: "createdOn", descending: true }}
        filters={["state"]}
        panel={(row) => <Opened row={row} tell={whole} />}
        empty={
          <Empty title="还没有公开表单" acts={add}>
            先新建一张表单，把链接或二维码放到官网、公众号、展板上，企业不用账号即可填写；收到的先进“公开来件”。
          </Empty>
        }
      />
      {isNew && (
        <Window title="新建公开线索表单" width={680} close={() => setNew(false)}>
          <Form
            operation={intakeLinkOperations.create}
            initial={{
              title: "投资意向登记",
              intro: "感谢您关注本地投资机会。请留下投资意向和联系方式，我们会尽快与您联系。",
              consent: consentOf(agency.name),
              dailyLimit: 100,
            }}
            fields={fields}
            narrow
            submit="建立"
            cancel={() => setNew(false)}
            done={(made) => {
              setNew(false);
              whole(made.link);
            }}
          />
        </Window>
      )}
      {link !== null && <LinkWindow link={link} close={() => tell(null)} />}
    </>
  );
}

function Opened({ row, tell }: { row: Row; tell: (path: string) => void }) {
  const [isEditing, setEditing] = useState(false);
  const input = { id: row.id, version: row.version };
  return (
    <>
      <Facts shape={IntakeLinkRow} of={row} fields={["title", "intro", "consent", "dailyLimit", "closesOn"]} />
      <span className="steps unprinted">
        <StepButton title="修改" may={whyNotLink("update", row)} onStep={() => setEditing(true)} />
        <CommandButton
          operation={intakeLinkOperations.relink}
          input={input}
          may={whyNotLink("relink", row)}
          confirm={<p>换发后旧链接和旧二维码不能再打开，请把各处的换成新的。</p>}
          done={(made) => tell(made.link)}
        />
        {row.state === "open" ? (
          <CommandButton
            operation={intakeLinkOperations.close}
            input={input}
            confirm={<p>关闭后不再收来件，已收到的保留，以后可以重新开放。</p>}
          />
        ) : (
          <CommandButton operation={intakeLinkOperations.reopen} input={input} />
        )}
      </span>
      {isEditing && (
        <Window title={`修改 ${row.name}`} width={680} close={() => setEditing(false)}>
          <Form
            operation={intakeLinkOperations.update}
            record={row}
            fields={fields}
            narrow
            submit="保存"
            cancel={() => setEditing(false)}
            done={() => setEditing(false)}
          />
        </Window>
      )}
    </>
  );
}

/** Shown once: only the digest is kept. */
function LinkWindow({ link, close }: { link: string; close: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <Window
      title="表单链接"
      width={520}
      close={close}
      foot={
        <Button type="primary" onClick={() => void copy()}>
          {isCopied ? "已复制" : "复制链接"}
        </Button>
      }
    >
      <p>链接和二维码只在这里显示一次，请现在复制或截图；遗失的可以换发。</p>
      <div className="intake-link">
        <textarea readOnly value={link} aria-label="表单链接" />
        <QrCode text={link} title="表单链接的二维码" />
      </div>
    </Window>
  );
}
