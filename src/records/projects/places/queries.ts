import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { eventPlaces } from "#records/events/queries.ts";
import { outpostPlaces } from "#records/intermediaries/outposts/queries.ts";
import { intermediaryPlaces } from "#records/intermediaries/queries.ts";
import { sitePlaces } from "#records/sites/queries.ts";

/** 指向别处的记录: an event, an intermediary, an outpost, a site. Where one leads is open only to whoever may open its page. */
const kinds = {
  eventId: { title: "招商活动", places: eventPlaces },
  intermediaryId: { title: "中介机构", places: intermediaryPlaces },
  outpostId: { title: "驻外机构", places: outpostPlaces },
  siteId: { title: "空间", places: sitePlaces },
} as const;
type Pointer = keyof typeof kinds;
type Pointing = { [Key in Pointer]?: string | null | undefined };

/** What is newly pointed at must exist and be within reach: an unseen one is missing. What stood there before may stay. */
export async function refuseUnseen(ctx: Context, before: Pointing, wanted: Pointing, path = ""): Promise<void> {
  for (const key of Object.keys(kinds) as Pointer[]) {
    const id = wanted[key];
    if (!id || id === before[key]) continue;
    const { title, places } = kinds[key];
    const [place] = await places(ctx, [id]);
    if (place?.page) continue;
    const message = `${title}不存在，或不在您的数据范围内，请从列表中选择`;
    throw new Failure("missing", `projects.${key}.missing`, message, { fields: [{ path: `${path}${key}`, message }] });
  }
}

/** By name, for the page of the project; the name alone where its own page stays shut. */
export async function placesOf(ctx: Context, pointing: Pointing) {
  const placeOf = async (key: Pointer) => {
    const id = pointing[key];
    const [place] = id ? await kinds[key].places(ctx, [id]) : [];
    return place ? { id: place.id, name: place.name, page: place.page } : null;
  };
  return {
    event: await placeOf("eventId"),
    intermediary: await placeOf("intermediaryId"),
    outpost: await placeOf("outpostId"),
    site: await placeOf("siteId"),
  };
}
