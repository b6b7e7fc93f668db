import type { ReactNode } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { factorOperations } from "../factors/contract.ts";
import { MyFactor } from "../factors/parts/MyFactor.tsx";
import { MyIdentities } from "../identities/parts/MyIdentities.tsx";
import { MyPassword } from "../passwords/parts/MyPassword.tsx";
import { sessionOperations } from "../sessions/contract.ts";
import { MySessions } from "../sessions/parts/MySessions.tsx";
import { MyTokens } from "../tokens/parts/MyTokens.tsx";
import { permissionWords } from "../rights/words.ts";
import "./myaccount.css";

/** 我的账号: who one is here, and everything one signs in by. */
export function MyAccount() {
  const { name, login, duty, agencies } = useActor();
  const { data: session } = useAnswer(sessionOperations.current, {});
  const { data: factor } = useAnswer(factorOperations.mine, {});
  return (
    <>
      <PageHead title="我的账号" />
      <div className="own-sections">
        <Section title="身份">
          <dl className="facts">
            <div>
              <dt>姓名</dt>
              <dd>{name}</dd>
            </div>
            <div>
              <dt>登录名</dt>
              <dd>{login}</dd>
            </div>
            <div>
              <dt>科室与角色</dt>
              <dd>{duty || "没有任职"}</dd>
            </div>
            <div>
              <dt>任职的机构</dt>
              <dd>{agencies.map((each) => each.name).join("、")}</dd>
            </div>
          </dl>
        </Section>
        <Section title="正在使用的登录">
          <MySessions />
        </Section>
        {factor?.hasPassword !== false && (
          <Section title="密码">
            <MyPassword />
          </Section>
        )}
        <Section title="第二因素" lead="登录时除密码外，再输入一次手机上验证器应用的验证码。">
          <MyFactor />
        </Section>
        {session?.outside && (
          <Section title="外部账号" lead={`关联后可以用“${session.outside}”登录。`}>
            <MyIdentities provider={session.outside} hasPassword={factor?.hasPassword ?? true} />
          </Section>
        )}
        <Section title="接口令牌" lead="让程序以您的名义读取或办理，只含您选的权限，留痕记为“接口”。">
          <MyTokens words={permissionWords} />
        </Section>
      </div>
    </>
  );
}

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="paper section" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {lead && <p className="soft own-lead">{lead}</p>}
      {children}
    </section>
  );
}
