import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { noticePreferenceOperations } from "../notices/contract.ts";

type Preference = z.output<(typeof noticePreferenceOperations)["get"]["output"]>;

/** 消息设置: which of one's notices leave the system, by which way, and when. */
export function NoticeSettings() {
  const { data, error, refetch } = useAnswer(noticePreferenceOperations.get, {});
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead
        title="消息设置"
        from={{ title: "消息", to: "notices" }}
        lead="系统内总会收到消息。这里选择哪些还要发到外面；发出去的只有标题和链接，不带内容，也不带个人信息。"
      />
      <div className="paper section">
        <Preferences preference={data} />
      </div>
    </>
  );
}

function Preferences({ preference }: { preference: Preference }) {
  const { accountId } = useActor();
  const { go } = usePlace();
  const { channels, mailDomains, ...record } = preference;
  const off = "系统管理员还没有启用这个渠道，现在选了也要等启用以后才发。";
  const group = "发到本机构的群里，群成员都看得到；几个人都选了，群里也只说一次。";
  const helpOf = (channel: string) => (channels.includes(channel) ? group : off);
  const domains = mailDomains.length > 0 ? `只能填 ${mailDomains.join("、")} 的邮箱。` : "";
  return (
    <Form
      operation={noticePreferenceOperations.save}
      record={{ id: accountId, ...record }}
      submit="保存"
      sections={[
        {
          title: "邮件",
          ...(!channels.includes("mail") && { lead: off }),
          fields: [
            { key: "mailAddress", help: domains || "消息发到这个邮箱" },
            { key: "mailKinds", help: "不选就不发邮件" },
            { key: "rhythm" },
            {
              key: "dailyAt",
              title: "每日汇总时刻（0 至 23 时）",
              help: "只汇总届时还没有读过的；账号安全总是立即发",
              when: ({ rhythm }) => rhythm === "daily",
            },
          ],
        },
        {
          title: "群机器人",
          fields: [
            { key: "wecomKinds", help: helpOf("wecom") },
            { key: "dingtalkKinds", help: helpOf("dingtalk") },
            { key: "feishuKinds", help: helpOf("feishu") },
          ],
        },
        {
          title: "免打扰",
          lead: "这段时间里的消息等结束以后再发，届时已经读过的不再发。账号安全不受此限。",
          fields: [
            { key: "quietFrom", title: "开始（0 至 23 时）", help: "例如 22" },
            { key: "quietTo", title: "结束（0 至 23 时）", help: "例如 7，即次日 7 时" },
          ],
        },
      ]}
      outcome={() => ({ kind: "told", text: "消息设置已保存" })}
      cancel={() => go("notices")}
    />
  );
}
