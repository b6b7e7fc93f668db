import { eq } from "drizzle-orm";
import type { House } from "#kit/server/serve.ts";
import { agreementHits, agreementTexts, projectAgreements } from "#records/projects/agreements/tables.ts";
import {
  experts,
  projectReviews,
  reviewConditions,
  reviewOpinions,
  reviewSeats,
} from "#records/projects/reviews/tables.ts";
import type { ReviewStep } from "#records/projects/reviews/words.ts";
import { reviewsPack } from "#records/projects/reviews/pack.ts";
import { asOwner, type Row } from "./planted.ts";
import { everyones as all, type Sample } from "./sample.ts";

const idOf = (number: number) => `00000000-0000-7000-8000-0000000001${String(number).padStart(2, "0")}`;
const [agreement, hit, review, opinion, condition, spare] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const day = "2026-03-05";
const at = "2026-03-05T00:00:00Z";

/** An agreement with one hit, drafted by nobody who asks. */
async function plantAgreement(house: House, { agencyId, projectId }: Row, isConcluded = false): Promise<void> {
  const one = { agencyId, projectId };
  const ours = { ...one, agreementId: agreement, number: 1 };
  await asOwner(house, async (db) => {
    await db
      .insert(projectAgreements)
      .values({ ...one, id: agreement, title: "投资协议", kind: "formal", state: "pending", number: 1, textOn: day });
    await db
      .insert(agreementTexts)
      .values({ ...ours, id: agreement, paragraphs: ["厂房租金全免。"], textOn: day, typedAt: at });
    const place = { paragraph: 0, fromAt: 2, toAt: 6, quote: "租金全免" };
    const rule = { rule: "FC-4", title: "要素优惠", article: "第十条", action: "block", canBeLifted: true } as const;
    const concluded = isConcluded ? ({ conclusion: "mistaken", ground: "示例" } as const) : {};
    await db.insert(agreementHits).values({ ...ours, id: hit, ...place, ...rule, ...concluded });
  });
}

const ofAgreement =
  (input: object, isConcluded = false): Sample["input"] =>
  async ({ house, row }) => {
    await plantAgreement(house, row, isConcluded);
    return { id: agreement, ...input };
  };

/** A review at this step, with a department, three experts who have scored, one who could be drawn, and a condition. */
async function plantReview(house: House, row: Row, step: ReviewStep): Promise<void> {
  const { agencyId, projectId } = row;
  const ours = { agencyId, projectId, reviewId: review };
  const steps: ReviewStep[] = ["opinions", "panel", "legality", "meeting"];
  const { criteria } = reviewsPack({ pack: house.pack, today: day });
  const scores = Object.fromEntries(criteria.map(({ code, most }) => [code, most]));
  const seats = [11, 12, 13].map(idOf);
  await asOwner(house, async (db) => {
    await db
      .insert(projectReviews)
      .values({ agencyId, projectId, id: review, purpose: "示例评审", steps, step, state: "open", openedOn: day });
    const asked = { department: "财政部门", askedOn: day, dueOn: day };
    await db.insert(reviewOpinions).values({ ...ours, ...asked, id: opinion });
    const expert = { agencyId, name: "示例专家", employer: "示例大学", field: "能源", addedOn: day };
    await db.insert(experts).values([...seats, spare].map((id) => ({ ...expert, id })));
    const seat = { ...ours, way: "drawn" as const, seatedOn: day };
    await db.insert(reviewSeats).values(seats.map((id) => ({ ...seat, id, expertId: id, scores })));
    await db.insert(reviewConditions).values({ ...ours, id: condition, content: "示例条件", dueOn: day });
  });
}

const ofReview =
  (step: ReviewStep, input: object): Sample["input"] =>
  async ({ house, row }) => {
    await plantReview(house, row, step);
    return input;
  };

const recorded = { id: review, happenedOn: day, opinion: "示例" };
const answer = { reviewId: review, id: opinion, stance: "agree", answeredOn: day };
const form = { number: 1, opinions: "示例", ground: "示例" };
const about = { whose: all };
const empty: Sample["shows"] = [{ told: ({ total }: { total: number }) => [String(total)], wanted: () => ["0"] }];

/** 协议审查 and 项目评审 of one project. */
export const reviewSamples: Record<string, Sample> = {
  "agreements.list": { input: () => ({}), shows: empty },
  "agreements.get": { input: ofAgreement({}), about },
  "agreements.sheet": { input: ofAgreement({}), about },
  "agreements.read": {
    input: () => ({ name: "协议.txt", content: Buffer.from("第一条 示例。").toString("base64") }),
  },
  "agreements.create": {
    input: ({ row }) => ({ projectId: row.projectId, title: "投资协议", text: "第一条 示例。" }),
    about,
  },
  "agreements.revise": { input: ofAgreement({ text: "第一条 租金按市场价支付。" }), about },
  "agreements.judge": { input: ofAgreement({ hitId: hit, conclusion: "mistaken", ground: "示例" }), about },
  "agreements.conclude": { input: ofAgreement(form, true), about },
  "agreements.withdraw": { input: ofAgreement({ reason: "示例" }), about },
  "reviews.list": { input: () => ({}), shows: empty },
  "reviews.get": { input: ofReview("opinions", { id: review }), about },
  "reviews.open": { input: ({ row }) => ({ projectId: row.projectId, purpose: "示例" }), about },
  "reviews.concludePanel": { input: ofReview("panel", recorded), about },
  "reviews.concludeLegality": { input: ofReview("legality", { ...recorded, outcome: "lawful" }), about },
  "reviews.decide": {
    input: ofReview("meeting", { ...recorded, meeting: "示例会", meetingNumber: "第 1 次", outcome: "agreed" }),
    about,
  },
  "reviews.withdraw": { input: ofReview("panel", { id: review, reason: "示例" }), about },
  "reviews.meet": {
    input: ofReview("meeting", { id: review, conditionId: condition, metOn: day, metNote: "示例" }),
    about,
  },
  "opinions.ask": {
    input: ofReview("opinions", { reviewId: review, departments: ["自然资源部门"], dueOn: day }),
    about,
  },
  "opinions.answer": { input: ofReview("opinions", answer), about },
  "opinions.settle": {
    input: async ({ house, row }) => {
      await plantReview(house, row, "opinions");
      const answered = { stance: "agree", answeredOn: day } as const;
      await asOwner(house, (db) => db.update(reviewOpinions).set(answered).where(eq(reviewOpinions.id, opinion)));
      return { reviewId: review, id: opinion, isAdopted: true };
    },
    about,
  },
  "experts.list": { input: () => ({}), shows: empty },
  "experts.add": { input: () => ({ name: "示例专家", employer: "示例大学", field: "能源" }) },
  "experts.retire": {
    input: ofReview("panel", { id: spare, reason: "示例" }),
    about: { whose: all, scope: "agency" },
  },
  "seats.draw": { input: ofReview("panel", { reviewId: review, size: 1 }), about },
  "seats.choose": { input: ofReview("panel", { reviewId: review, expertId: spare, reason: "示例" }), about },
  "seats.recuse": {
    input: async ({ house, row }) => {
      await plantReview(house, row, "panel");
      await asOwner(house, (db) =>
        db
          .update(reviewSeats)
          .set({ scores: null })
          .where(eq(reviewSeats.id, idOf(11))),
      );
      return { reviewId: review, id: idOf(11), recusal: "示例" };
    },
    about,
  },
  "seats.score": {
    input: async ({ house, row }) => {
      await plantReview(house, row, "panel");
      const { criteria } = reviewsPack({ pack: house.pack, today: day });
      const scores = criteria.map(({ code, most }) => ({ criterion: code, points: most }));
      return { reviewId: review, id: idOf(11), scores, comment: "示例" };
    },
    about,
  },
};
