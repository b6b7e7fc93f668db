import { newId } from "#kit/base/ids.ts";
import { digestOf } from "#kit/server/tokens.ts";
import { eventDuties } from "#records/events/duties/tables.ts";
import { eventGuests } from "#records/events/guests/tables.ts";
import { tripStops } from "#records/events/stops/tables.ts";
import { surveys, surveyTickets } from "#records/events/surveys/tables.ts";
import { eventFollows, events } from "#records/events/tables.ts";
import { outpostEntries, outpostMembers, outposts } from "#records/intermediaries/outposts/tables.ts";
import { intermediaries, mandates } from "#records/intermediaries/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as all, type Sample } from "./sample.ts";

/* 活动、中介: what the walk needs beside the planted companies is set beside them first. */

const on = "2026-03-01";
type Scene = Pick<Cell, "house" | "row">;

async function event({ house, row }: Scene, more: Partial<typeof events.$inferInsert> = {}): Promise<string> {
  const { agencyId, thingId: id, personId: officerId, divisionId } = row;
  const said = {
    kind: "outboundTrip",
    name: "示例外出招商",
    sortName: `shi li ${id}`,
    fromOn: on,
    toOn: "2026-03-04",
  } as const;
  await asOwner(house, (db) =>
    db
      .insert(events)
      .values({ ...said, agencyId, id, officerId, divisionId, createdOn: on, ...more })
      .onConflictDoNothing(),
  );
  return id;
}

async function duty(cell: Cell): Promise<string> {
  const eventId = await event(cell);
  const { agencyId, personId, divisionId } = cell.row;
  const id = newId();
  const said = { title: "示例分工", dueOn: "2026-03-10" };
  await asOwner(cell.house, (db) =>
    db.insert(eventDuties).values({ ...said, agencyId, id, eventId, personId, divisionId }),
  );
  return id;
}

async function guest(cell: Cell, more: Partial<typeof eventGuests.$inferInsert> = {}): Promise<string> {
  const eventId = await event(cell, { state: "held" });
  const { agencyId } = cell.row;
  const id = newId();
  const said = {
    companyName: "示例来宾单位",
    sortName: "shi li",
    match: "proposed",
    attendance: "attended",
    addedOn: on,
  } as const;
  await asOwner(cell.house, (db) => db.insert(eventGuests).values({ ...said, agencyId, id, eventId, ...more }));
  return id;
}

async function follow(cell: Cell): Promise<string> {
  const guestId = await guest(cell);
  const { agencyId, personId: ownerId, divisionId, thingId: eventId } = cell.row;
  const id = newId();
  const said = { afterDays: 30, dueOn: "2026-04-03" };
  await asOwner(cell.house, (db) =>
    db.insert(eventFollows).values({ ...said, agencyId, id, eventId, guestId, ownerId, divisionId }),
  );
  return id;
}

async function stop(cell: Cell): Promise<string> {
  const eventId = await event(cell);
  const id = newId();
  const said = { calledOn: on, companyName: "示例拜访单位" };
  await asOwner(cell.house, (db) => db.insert(tripStops).values({ ...said, agencyId: cell.row.agencyId, id, eventId }));
  return id;
}

const questions = [{ kind: "score5" as const, text: "总体满意吗", options: [], isRequired: true, isOverall: true }];
const token = "s".repeat(43);

async function survey(cell: Cell, more: Partial<typeof surveys.$inferInsert> = {}): Promise<string> {
  const eventId = await event(cell, { state: "held" });
  const id = newId();
  const said = { title: "示例调查", questions, closesOn: "2026-04-01", createdOn: on };
  await asOwner(cell.house, (db) =>
    db.insert(surveys).values({ ...said, agencyId: cell.row.agencyId, id, eventId, ...more }),
  );
  return id;
}

/** A survey with one link of the first agency, whoever asks. */
async function link(cell: Cell): Promise<void> {
  const id = await survey(cell, { state: "open" });
  const { agencyId } = cell.row;
  const ticket = { agencyId, id: newId(), surveyId: id, guestId: newId(), digest: digestOf(token), madeOn: on };
  await asOwner(cell.house, (db) => db.insert(surveyTickets).values(ticket));
}

const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];
const things = (seen: Row[]) => [`共 ${seen.length}`, ...seen.map(({ thingId }) => thingId)];
const about = { whose: all };
const step = async (make: (cell: Cell) => Promise<string>, cell: Cell, more: object = {}) => ({
  id: await make(cell),
  version: 1,
  ...more,
});
const theEvent = async (cell: Cell, more: object = {}, held: Partial<typeof events.$inferInsert> = {}) => ({
  eventId: await event(cell, held),
  ...more,
});
const list = (): Sample => ({ input: () => ({ limit: 500 }) });

const outreachSamples: Record<string, Sample> = {
  "events.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: async ({ house, planted }) => {
          for (const row of planted.rows) await event({ house, row });
          return { limit: 500, kind: "outboundTrip" };
        },
        told: toldPage,
        wanted: things,
      },
    ],
  },
  "events.get": { input: async (cell) => ({ id: await event(cell) }), about },
  "events.create": {
    input: ({ row }) => ({ name: "示例推介会", kind: "promotion", fromOn: on, toOn: on, officerId: row.personId }),
    about: { whose: all, outside: "refused" },
  },
  "events.update": { input: (cell) => step(event, cell, { changes: { place: "示例会场" } }), about },
  "events.hold": { input: (cell) => step(event, cell, { headcount: 20 }), about },
  "events.cancel": { input: (cell) => step(event, cell, { reason: "主讲人行程有变" }), about },
  "events.reopen": {
    input: (cell) => step((each) => event(each, { state: "cancelled" }), cell, { reason: "改期举办" }),
    about,
  },
  "eventDuties.list": list(),
  "eventDuties.add": { input: (cell) => theEvent(cell, { title: "联系会场", dueOn: "2026-03-10" }), about },
  "eventDuties.update": { input: (cell) => step(duty, cell, { changes: { note: "示例" } }), about },
  "eventDuties.finish": { input: (cell) => step(duty, cell), about },
  "eventDuties.remove": { input: (cell) => step(duty, cell), about },
  "guests.list": list(),
  "guests.add": { input: (cell) => theEvent(cell, { companyName: "示例来宾单位" }), about },
  "guests.invite": { input: async (cell) => theEvent(cell, { companyIds: [] }), about },
  "guests.update": { input: (cell) => step(guest, cell, { changes: { reply: "accepted" } }), about },
  "guests.attend": {
    input: async (cell) => ({ ids: [await guest(cell)], eventId: cell.row.thingId, attendance: "absent" }),
    about,
  },
  "guests.remove": { input: (cell) => step(guest, cell), about },
  "guests.link": { input: (cell) => step(guest, cell, { companyId: cell.row.companyId }), about },
  "guests.enroll": { input: (cell) => step(guest, cell), about },
  "guests.ignore": { input: (cell) => step(guest, cell), about },
  "eventFollows.list": list(),
  "eventFollows.plan": {
    input: async (cell) => ({ guestIds: [await guest(cell)], eventId: cell.row.thingId, ownerId: cell.row.personId }),
    about,
  },
  "eventFollows.finish": {
    input: (cell) => step(follow, cell, { result: "电话回访，约定来访", closedOn: "2026-03-05" }),
    about,
  },
  "eventFollows.drop": { input: (cell) => step(follow, cell, { reason: "企业已在外地落户" }), about },
  "eventFollows.move": { input: (cell) => step(follow, cell, { changes: { dueOn: "2026-05-01" } }), about },
  "tripStops.list": list(),
  "tripStops.add": { input: (cell) => theEvent(cell, { calledOn: on, companyName: "示例拜访单位" }), about },
  "tripStops.update": { input: (cell) => step(stop, cell, { changes: { result: "约定回访" } }), about },
  "tripStops.remove": { input: (cell) => step(stop, cell), about },
  "surveys.list": list(),
  "surveys.get": { input: async (cell) => ({ id: await survey(cell) }), about },
  "surveys.create": {
    input: (cell) => theEvent(cell, { title: "示例调查", questions, closesOn: "2026-04-01" }),
    about,
  },
  "surveys.update": { input: (cell) => step(survey, cell, { changes: { closesOn: "2026-05-01" } }), about },
  "surveys.publish": { input: (cell) => step(survey, cell), about },
  "surveys.relink": { input: (cell) => step((each) => survey(each, { state: "open", openLimit: 50 }), cell), about },
  "surveys.invite": {
    input: async (cell) => {
      await guest(cell);
      return step((each) => survey(each, { state: "open" }), cell);
    },
    about,
  },
  "surveys.close": { input: (cell) => step((each) => survey(each, { state: "open" }), cell), about },
  "surveys.form": {
    input: async (cell) => {
      await link(cell);
      return { agency: "jia", token };
    },
  },
  "surveys.answer": {
    input: async (cell) => {
      await link(cell);
      return { agency: "jia", token, values: ["5"] };
    },
  },
};

async function intermediary(
  { house, row }: Scene,
  more: Partial<typeof intermediaries.$inferInsert> = {},
): Promise<string> {
  const { agencyId, thingId: id, personId: officerId, divisionId } = row;
  const said = {
    kind: "chamber",
    name: "示例商会",
    sortName: `shi li ${id}`,
    declaration: "clear",
    declaredOn: on,
  } as const;
  await asOwner(house, (db) =>
    db.insert(intermediaries).values({ ...said, agencyId, id, officerId, divisionId, registeredOn: on, ...more }),
  );
  return id;
}

async function mandate(cell: Cell): Promise<string> {
  const intermediaryId = await intermediary(cell);
  const id = newId();
  const said = { number: "示例委托〔2026〕1号", scope: "装备制造", signedOn: on, fromOn: on, toOn: "2026-12-31" };
  await asOwner(cell.house, (db) =>
    db.insert(mandates).values({ ...said, agencyId: cell.row.agencyId, id, intermediaryId }),
  );
  return id;
}

async function outpost({ house, row }: Scene): Promise<string> {
  const { agencyId, thingId: id, personId: officerId, divisionId } = row;
  const said = {
    kind: "station",
    name: "示例联络站",
    sortName: `shi li ${id}`,
    place: "示例市",
    fromOn: "2025-01-01",
  } as const;
  await asOwner(house, (db) => db.insert(outposts).values({ ...said, agencyId, id, officerId, divisionId }));
  return id;
}

async function member(cell: Cell): Promise<string> {
  const outpostId = await outpost(cell);
  const id = newId();
  const said = { name: "示例驻点人员", fromOn: "2025-02-01" };
  await asOwner(cell.house, (db) =>
    db.insert(outpostMembers).values({ ...said, agencyId: cell.row.agencyId, id, outpostId }),
  );
  return id;
}

async function entry(cell: Cell): Promise<string> {
  const outpostId = await outpost(cell);
  const id = newId();
  const said = { year: 2025, cost: "rent", amount: "10000", happenedOn: "2025-12-31" } as const;
  const typedAt = cell.house.now().toISOString();
  await asOwner(cell.house, (db) =>
    db.insert(outpostEntries).values({ ...said, agencyId: cell.row.agencyId, id, outpostId, typedAt }),
  );
  return id;
}

const phone = "13800000000";
const term = { signedOn: on, fromOn: on, toOn: "2026-12-31" };

/** One with a telephone number, sealed as it is stored. */
async function reachable(cell: Cell): Promise<string> {
  const { agencyId, thingId } = cell.row;
  const { secrets, database } = cell.house;
  const sealed = await database.transaction({ role: "owner" }, (db) => secrets.seal(db, agencyId, thingId, phone));
  return intermediary(cell, { phone: sealed });
}

const intermediarySamples: Record<string, Sample> = {
  "intermediaries.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: async ({ house, planted }) => {
          for (const row of planted.rows) await intermediary({ house, row });
          return { limit: 500 };
        },
        told: toldPage,
        wanted: things,
      },
    ],
  },
  "intermediaries.get": {
    input: async (cell) => ({ id: await reachable(cell) }),
    about,
  },
  "intermediaries.create": {
    input: ({ row }) => ({ kind: "chamber", name: "示例新商会", officerId: row.personId }),
    classed: ({ row }) => ({ kind: "chamber", name: "示例新商会", officerId: row.personId, phone }),
    about: { whose: all, outside: "refused" },
  },
  "intermediaries.update": {
    input: (cell) => step(intermediary, cell, { changes: { note: "示例" } }),
    classed: (cell) => step(intermediary, cell, { changes: { phone } }),
    about,
  },
  "intermediaries.declare": {
    input: (cell) => step(intermediary, cell, { declaration: "related", declaredOn: on }),
    about,
  },
  "intermediaries.remove": { input: (cell) => step(intermediary, cell, { reason: "多年没有来往" }), about },
  "intermediaries.restore": {
    input: (cell) => step((each) => intermediary(each, { state: "removed" }), cell),
    about,
  },
  "intermediaries.reveal": { input: async (cell) => ({ id: await reachable(cell) }), about },
  "mandates.list": list(),
  "mandates.sign": {
    input: async (cell) => ({
      intermediaryId: await intermediary(cell),
      number: "示例委托〔2026〕2号",
      scope: "生物医药",
      ...term,
    }),
    about,
  },
  "mandates.renew": {
    input: (cell) =>
      step(mandate, cell, { number: "示例委托〔2027〕1号", signedOn: on, fromOn: "2027-01-01", toOn: "2027-12-31" }),
    about,
  },
  "mandates.update": { input: (cell) => step(mandate, cell, { changes: { feeRule: "示例" } }), about },
  "mandates.end": { input: (cell) => step(mandate, cell, { endedOn: "2026-03-04", reason: "双方协商" }), about },
  "outposts.list": list(),
  "outposts.get": { input: async (cell) => ({ id: await outpost(cell) }), about },
  "outposts.create": {
    input: ({ row }) => ({ kind: "team", name: "示例小分队", place: "示例市", fromOn: on, officerId: row.personId }),
    about: { whose: all, outside: "refused" },
  },
  "outposts.update": { input: (cell) => step(outpost, cell, { changes: { tasks: "示例" } }), about },
  "outposts.close": { input: (cell) => step(outpost, cell, { toOn: "2026-03-01", reason: "任务完成" }), about },
  "outposts.post": { input: async (cell) => ({ id: await outpost(cell), name: "示例人员", fromOn: on }), about },
  "outposts.recall": { input: (cell) => step(member, cell, { toOn: "2026-03-01" }), about },
  "outposts.spend": {
    input: async (cell) => ({
      id: await outpost(cell),
      year: 2025,
      cost: "rent",
      amount: "1000",
      evidence: "示例凭证",
    }),
    about,
  },
  "outposts.achieve": {
    input: async (cell) => ({
      id: await outpost(cell),
      year: 2025,
      result: "leads",
      quantity: 3,
      evidence: "示例台账",
    }),
    about,
  },
  "outposts.voidEntry": { input: async (cell) => ({ id: await entry(cell), reason: "登记有误" }), about },
};

export const eventSamples = { ...outreachSamples, ...intermediarySamples };
