import { useEffect } from "react";
import { Invitations } from "#kit/ui/frame/Invitations.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { sessionOperations } from "../contract.ts";
import { DemoPeople } from "./DemoPeople.tsx";
import { OutsideButton } from "../parts/OutsideButton.tsx";
import { SignInSteps } from "../parts/SignInSteps.tsx";
import { useEnter } from "./useEnter.ts";

/** The door. A demo database lists its people, so that anyone may look around as any of them. */
export function SignIn() {
  const { data: session } = useAnswer(sessionOperations.current, {});
  const enter = useEnter();
  useEffect(() => {
    document.title = session ? `登录 · ${session.product}` : "登录";
  }, [session]);
  if (!session) return null;
  const isDemo = session.instance === "demo";
  return (
    <main className="door" data-demo={isDemo || undefined}>
      <section className="door-form">
        <p className="door-mark">
          <img src="/mark.svg" alt="" width="40" height="40" />
          <span>
            <strong>{session.product}</strong>
            <span className="soft">投资促进机构的工作系统</span>
          </span>
        </p>
        <h1>登录</h1>
        <SignInSteps done={enter} />
        {session.outside && <OutsideButton name={session.outside} />}
        <p className="small soft">没有账号或忘了密码，请联系本机构的系统管理员领取一次性链接。</p>
        {session.account === null && <Invitations />}
      </section>
      {isDemo && (
        <section className="door-demo" aria-labelledby="demo-head">
          <header>
            <h2 id="demo-head">以演示人员登录</h2>
            <Tag kind="late">演示数据</Tag>
          </header>
          <p className="soft">点一个人就以他的身份进入。机构、企业和人员都是虚构的，可以随便改。</p>
          <DemoPeople done={enter} />
        </section>
      )}
    </main>
  );
}
