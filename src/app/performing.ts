import type { Subject } from "#kit/base/subject.ts";
import type { Served } from "#kit/server/serve.ts";
import { arrivalSubject, statisticSubject } from "#records/projects/arrivals/contract.ts";
import { arrivalServer } from "#records/projects/arrivals/server.ts";
import { actualSubject, commitmentSubject, handlingSubject } from "#records/projects/commitments/contract.ts";
import { commitmentServer } from "#records/projects/commitments/server.ts";
import { handlingServer } from "#records/projects/handlings/server.ts";
import { actualServer } from "#records/projects/actuals/server.ts";

/** 到位与履约: the parts of a project that follow its landing, at home in house.ts. */
export const performingSubjects: Subject[] = [
  arrivalSubject,
  statisticSubject,
  commitmentSubject,
  actualSubject,
  handlingSubject,
];

export const performingServer: Served[] = [...arrivalServer, ...commitmentServer, ...actualServer, ...handlingServer];
