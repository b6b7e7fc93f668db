import { PlusOutlined } from "@ant-design/icons";
import type { z } from "zod";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import type { Site, SitePage } from "../contract.ts";
import { areaText, isOffered } from "../rules.ts";
import { siteKinds } from "../words.ts";

interface HoldsProps {
  site: z.output<typeof Site>;
  holds: z.output<typeof SitePage>["holds"];
  may: May;
}

/** 里面有什么 by kind, each a step to its list. */
export function Holds({ site, holds, may }: HoldsProps) {
  const { go } = usePlace();
  const parkId = site.kind === "park" ? site.id : site.parkId;
  return (
    <>
      {holds.length === 0 && <p className="soft">里面还没有登记楼栋、厂房或地块。</p>}
      <ul className="site-rows">
        {holds.map(({ kind, count, area, freeArea }) => (
          <li key={kind}>
            <span>
              <PlaceLink
                to="sites"
                search={{ kind, ...(parkId && { parkId }) }}
              >{`${siteKinds[kind]} ${count} 处`}</PlaceLink>
            </span>
            <span className="soft">
              {`共 ${areaText(kind, area)}`}
              {isOffered(kind) && `，空闲 ${areaText(kind, freeArea)}`}
            </span>
          </li>
        ))}
      </ul>
      <StepButton
        title="在里面新增"
        icon={<PlusOutlined />}
        may={may}
        onStep={() => go("sites/new", { parentId: site.id, kind: site.kind === "park" ? "building" : "factorySpace" })}
      />
    </>
  );
}
