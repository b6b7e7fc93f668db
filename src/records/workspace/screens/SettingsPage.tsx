import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";

/** 机构设置: a place that modules put their sections on, each opened by its own permission. */
export function SettingsPage() {
  const { agency } = useActor();
  return (
    <>
      <PageHead title="机构设置" lead="本机构怎样与外面相连。改动记入留痕；密码和密钥只进不出，保存后不再显示。" />
      <Panels on="settings" id={agency.code} />
    </>
  );
}
