import { PrinterOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { accountOperations } from "../contract.ts";
import "./roles.css";

type Slips = z.output<typeof accountOperations.invite.output>;

/** 成批发放一次性链接: a sheet of slips to be cut, one a person, shown this once. */
export function SlipPage() {
  const { data, error, refetch } = useAnswer(accountOperations.list, { state: "invited", limit: 200 });
  const invite = useCommand(accountOperations.invite);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState("新开账号");
  const [slips, setSlips] = useState<Slips | null>(null);
  const from = { title: "账号", to: "accounts" };
  if (slips) return <Slips slips={slips} from={from} />;
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const chosen = data.rows.filter(({ id }) => !left.has(id));
  const toggle = (id: string) =>
    setLeft(new Set(left.has(id) ? [...left].filter((each) => each !== id) : [...left, id]));
  const make = async () => setSlips(await invite.run({ ids: chosen.map(({ id }) => id), reason }));
  return (
    <>
      <PageHead
        title="成批发放一次性链接"
        from={from}
        lead="给还没启用的账号各发一条新链接，打印后按虚线剪开，当面交给本人。以前发的链接随即失效。"
      />
      <section className="paper section" aria-label="待启用的账号">
        {data.rows.length === 0 ? (
          <Empty title="没有待启用的账号">新增账号或从 Excel 导入后，在这里成批发放。</Empty>
        ) : (
          <>
            {data.rows.map(({ id, name, login, divisionName }) => (
              <p key={id}>
                <label>
                  <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />{" "}
                  {[name, login, divisionName].filter(Boolean).join("　")}
                </label>
              </p>
            ))}
            <label className="role-title" htmlFor="slip-reason">
              发放原因
              <Input
                id="slip-reason"
                value={reason}
                maxLength={200}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            {invite.failure && (
              <p className="field-problem" role="alert">
                {invite.failure.message}
              </p>
            )}
            <Button type="primary" disabled={chosen.length === 0} loading={invite.busy} onClick={() => void make()}>
              {`生成 ${chosen.length} 条链接`}
            </Button>
          </>
        )}
      </section>
    </>
  );
}

function Slips({ slips, from }: { slips: Slips; from: { title: string; to: string } }) {
  const { agency } = useActor();
  return (
    <>
      <PageHead
        title={`一次性链接 ${slips.length} 条`}
        from={from}
        lead="只显示这一次，3 天内有效，用过即失效。请现在打印。"
        acts={
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      <div className="paper slips">
        {slips.map(({ id, name, login, divisionName, link }) => (
          <section key={id} className="slip" aria-label={name}>
            <p>
              <strong>{name}</strong> {divisionName && <span className="soft">{divisionName}</span>}
            </p>
            <p>{`${agency.name}　登录名 ${login}`}</p>
            <p className="small">在浏览器打开下面的链接，设置自己的密码：</p>
            <code>{new URL(link, window.location.origin).href}</code>
          </section>
        ))}
      </div>
    </>
  );
}
