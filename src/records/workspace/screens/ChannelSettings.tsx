import Input from "antd/es/input/Input";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { NewPasswordInput } from "#kit/ui/form/PasswordInput.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { channelOperations, type MailChannel, type RobotSettings } from "../channels/contract.ts";
import { channels } from "../channels/words.ts";
import { TestChannel } from "./TestChannel.tsx";
import "./notices.css";

type Mail = z.output<typeof MailChannel>;
type Robot = z.output<typeof RobotSettings>;

/** 消息渠道: how notices leave the agency. */
export function ChannelSettings() {
  const { data, error, refetch } = useAnswer(channelOperations.get, {});
  const [open, setOpen] = useState<"mail" | Robot | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { mail, robots } = data;
  const close = () => setOpen(null);
  return (
    <>
      <section className="channel" aria-labelledby="channel-mail">
        <header>
          <h3 id="channel-mail">邮件</h3>
          <Standing isOn={mail.isOn} isSet={Boolean(mail.host)} />
          <span className="channel-acts">
            <StepButton title="设置邮件" onStep={() => setOpen("mail")} />
            {mail.host && <TestChannel channel="mail" />}
          </span>
        </header>
        <p className="soft">
          {mail.host
            ? `经 ${mail.host}:${mail.port} 以 ${mail.from} 发出。各人在“消息设置”里填写收件邮箱。`
            : "经本机构的邮件服务器发出。在内网的服务器，请运维人员先在 LUODI_OUTBOUND 中允许。"}
        </p>
      </section>
      {robots.map((robot) => (
        <section key={robot.code} className="channel" aria-labelledby={`channel-${robot.code}`}>
          <header>
            <h3 id={`channel-${robot.code}`}>{`${channels[robot.code]}群机器人`}</h3>
            <Standing isOn={robot.isOn} isSet={robot.hint !== null} />
            <span className="channel-acts">
              <StepButton title={`设置${channels[robot.code]}`} onStep={() => setOpen(robot)} />
              {robot.hint && <TestChannel channel={robot.code} />}
            </span>
          </header>
          <p className="soft">{robot.hint ?? "在群里添加自定义机器人，把它的 Webhook 地址填到这里。"}</p>
        </section>
      ))}
      {open === "mail" && <MailWindow mail={mail} close={close} />}
      {open !== null && open !== "mail" && <RobotWindow robot={open} close={close} />}
    </>
  );
}

function Standing({ isOn, isSet }: { isOn: boolean; isSet: boolean }) {
  return <Tag kind={isOn ? "done" : "plain"}>{isOn ? "已启用" : isSet ? "已停用" : "未设置"}</Tag>;
}

function MailWindow({ mail, close }: { mail: Mail; close: () => void }) {
  const { agency } = useActor();
  const record = { id: "mail", port: 465, security: "tls" as const, fromName: agency.name, domains: [], ...mail };
  return (
    <Window title="设置邮件" width={560} close={close}>
      <Form
        operation={channelOperations.setMail}
        record={record}
        fields={[
          "isOn",
          { key: "host", help: "例如 smtp.example.gov.cn" },
          { key: "port", input: PortInput, help: "TLS 常用 465，STARTTLS 常用 587" },
          { key: "security", help: "不加密的连接不能带登录名和密码" },
          { key: "login", help: "不需要登录的服务器留空" },
          {
            key: "password",
            input: NewPasswordInput,
            help: mail.hasPassword ? "已存密码，不改就留空；换了服务器或登录名要重填" : "加密保存，不再显示",
          },
          "from",
          "fromName",
          { key: "domains", help: "各人只能填这些域的收件邮箱；不填就限于发件地址的域" },
        ]}
        draft={false}
        narrow
        submit="保存"
        outcome={() => ({ kind: "told", text: "邮件渠道已保存" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}

/** A port is a name made of digits: no thousands. */
function PortInput(props: InputProps) {
  const type = (text: string) => props.change(/^\d{1,5}$/.test(text) ? Number(text) : text.trim() || null);
  return (
    <Input
      {...attributesOf(props)}
      inputMode="numeric"
      value={String((props.value as number | string | null) ?? "")}
      onChange={(event) => type(event.target.value)}
    />
  );
}

function RobotWindow({ robot, close }: { robot: Robot; close: () => void }) {
  const { code, hint, hasSecret } = robot;
  const name = channels[code];
  const record = { id: code, isOn: robot.isOn, version: robot.version };
  return (
    <Window title={`设置${name}群机器人`} width={560} close={close}>
      <Form
        operation={channelOperations.setRobot}
        record={record}
        given={{ code }}
        fields={[
          "isOn",
          { key: "address", help: hint ? `现为 ${hint}，不改就留空` : "https:// 开头的整个地址，加密保存，不再显示" },
          ...(code === "wecom"
            ? []
            : [
                {
                  key: "secret" as const,
                  input: NewPasswordInput,
                  help: hasSecret ? "已存密钥，不改就留空" : `在${name}里为机器人开启“加签”后填写，更安全`,
                },
              ]),
        ]}
        draft={false}
        narrow
        submit="保存"
        outcome={() => ({ kind: "told", text: `${name}群机器人已保存` })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}
