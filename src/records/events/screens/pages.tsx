import { CalendarOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { eventOperations, manage, read } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "events",
    title: "招商活动",
    permission: read,
    component: () => import("./EventList.tsx").then((file) => file.EventList),
    menu: { group: "resources", order: 40, icon: CalendarOutlined },
    commands: [{ title: "新增活动", permission: manage, to: "events/new", keywords: "xzhd" }],
    keywords: "zshd 推介会 外出招商 来访接待 展会 考察",
  },
  {
    address: "events/calendar",
    title: "活动日历",
    permission: read,
    component: () => import("./EventCalendar.tsx").then((file) => file.EventCalendar),
    keywords: "hdrl 日程",
  },
  {
    address: "events/duties",
    title: "活动分工",
    permission: read,
    component: () => import("./WorkLists.tsx").then((file) => file.DutyList),
    keywords: "hdfg",
  },
  {
    address: "events/follows",
    title: "活动后跟进",
    permission: read,
    component: () => import("./WorkLists.tsx").then((file) => file.FollowList),
    keywords: "hdgj 回访",
  },
  {
    address: "events/guests",
    title: "活动来宾",
    permission: read,
    component: () => import("./WorkLists.tsx").then((file) => file.GuestList),
    keywords: "hdlb 到会 待核实",
  },
  {
    address: "events/new",
    title: "新增活动",
    permission: eventOperations.create.permission,
    component: () => import("./NewEvent.tsx").then((file) => file.NewEvent),
  },
  {
    address: "events/$id",
    title: "招商活动",
    permission: read,
    component: () => import("./EventPage.tsx").then((file) => file.EventPage),
  },
  {
    address: "events/$id/edit",
    title: "修改活动",
    permission: manage,
    component: () => import("./EditEvent.tsx").then((file) => file.EditEvent),
  },
  {
    address: "surveys/$id",
    title: "满意度调查",
    permission: read,
    component: () => import("./SurveyPage.tsx").then((file) => file.SurveyPage),
  },
];
