import { databaseChecks } from "./databasehealth.ts";
import { bad, type Finding, type Patient } from "./health.ts";
import { placeChecks } from "./placehealth.ts";

/** 体检: what is well, what to watch and what is bad, in words; each check by itself, so that one that fails hides no other. */
export async function doctor(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { title, look } of [...databaseChecks, ...placeChecks]) {
    const answer = await look(patient).catch((error: unknown) => {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      return bad(`没有查成：${cause instanceof Error ? cause.message : String(cause)}`);
    });
    findings.push({ title, ...answer });
  }
  return findings;
}
