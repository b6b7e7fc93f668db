export const surveyStates = { draft: "未发布", open: "收集中", closed: "已关闭" } as const;
export type SurveyState = keyof typeof surveyStates;

export const questionKinds = { score5: "打分（1–5）", score10: "打分（1–10）", choice: "单选", text: "文字" } as const;
export type QuestionKind = keyof typeof questionKinds;
