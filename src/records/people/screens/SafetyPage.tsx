import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { SafetyList } from "../factors/parts/SafetyList.tsx";
import { SessionList } from "../sessions/parts/SessionList.tsx";
import { TokenList } from "../tokens/parts/TokenList.tsx";
import { permissionWords } from "../rights/words.ts";

/** 登录安全: what the security administrator looks after. */
export function SafetyPage() {
  return (
    <>
      <PageHead title="登录安全" lead="谁启用了第二因素、谁正在登录、哪些程序持有令牌。都可以结束，原因写入留痕。" />
      <PageTabs
        tabs={[
          { key: "accounts", title: "第二因素", content: () => <SafetyList /> },
          { key: "sessions", title: "正在使用的登录", content: () => <SessionList /> },
          { key: "tokens", title: "接口令牌", content: () => <TokenList words={permissionWords} /> },
        ]}
      />
    </>
  );
}
