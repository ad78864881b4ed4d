// What the insights page says, in Vietnamese. Lines about health come from the server.
import type { insights as english } from "./insights.en";

export const insights: typeof english = {
  title: "Nhìn lại",
  parts: {
    cravings: "Cơn thèm",
    time: "Theo thời gian",
    health: "Cơ thể bạn",
    achievements: "Thành tựu",
  },
  asTable: "Xem các con số",
  cravings: {
    needs_one:
      "Ghi thêm {{count}} cơn thèm nữa, bạn sẽ thấy ở đây khi nào chúng đến và điều gì giúp được.",
    needs_other:
      "Ghi thêm {{count}} cơn thèm nữa, bạn sẽ thấy ở đây khi nào chúng đến và điều gì giúp được.",
    when: "Khi nào cơn thèm đến",
    darkest: "Thường nhất vào {{day}}, khoảng {{hour}}.",
    resisted: "Cơn thèm bạn để qua đi",
    passed: "{{passed}} trên {{of}}",
    triggers: "Chúng thường đi cùng",
    often_one: "{{count}} lần",
    often_other: "{{count}} lần",
    helps: "Điều gì giúp được bạn",
    helped: "Không hút {{resisted}} trên {{of}} lần",
    tryMore_one: "Thử thêm {{count}} lần nữa để biết",
    tryMore_other: "Thử thêm {{count}} lần nữa để biết",
  },
  time: {
    none: "Hãy điểm danh hoặc ghi một cơn thèm, những ngày của bạn sẽ hiện ở đây.",
    steps: { hour: "Theo giờ", day: "Theo ngày", week: "Theo tuần", month: "Theo tháng" },
    counts: "Cơn thèm đã qua, và số điếu đã hút",
    passed: "Cơn thèm đã qua",
    cigarettes: "Số điếu",
    ratings: "Tâm trạng, và độ mạnh của cơn thèm",
    mood: "Tâm trạng",
    intensity: "Độ mạnh cơn thèm",
  },
  feeling: {
    title: "Bạn cảm thấy thế nào từ khi bỏ",
    none: "Chưa có câu trả lời nào kể từ ngày bỏ thuốc.",
    lead: "Từ 0, không có, đến 4, rất nặng, theo số ngày kể từ ngày bỏ thuốc. Phần lớn dịu đi trong hai đến bốn tuần.",
    mean: "Khó chịu",
    before: "Trước khi bỏ",
    day_one: "Ngày {{count}}",
    day_other: "Ngày {{count}}",
  },
  health: {
    title: "Cơ thể bạn lấy lại được gì",
    source: "Nguồn:",
    noDate: "Khi có ngày bỏ thuốc, bạn sẽ thấy ở đây khi nào mỗi điều này đến.",
    states: { locked: "Phía trước", in_progress: "Đang diễn ra", reached: "Đã đạt" },
    differ: "Các nguồn nói khác nhau",
    by: "Chậm nhất vào {{date}}.",
    unreviewed: "Chưa phải mọi dòng đều đã được bác sĩ xem lại.",
  },
  achievements: {
    earned: "Bạn đã đạt được",
    none: "Thành tựu đầu tiên không còn xa.",
    ahead: "Còn ở phía trước",
    on: "Đạt ngày {{date}}",
    soFar: "{{reached}} trên {{of}}",
  },
};
