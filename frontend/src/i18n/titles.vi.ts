// What notifications say, in Vietnamese. The type keeps it complete.
import type { titles as english } from "./titles.en";

export const titles: typeof english = {
  "achievement.earned": "Bạn vừa đạt được một thành tích mới.",
  "appeal.overturned": "Khiếu nại của bạn được chấp nhận. Quyết định trước đã được rút lại.",
  "appeal.upheld": "Chúng tôi đã xem khiếu nại của bạn. Quyết định vẫn được giữ nguyên.",
  "appointment.cancelled_by_coach": "Huấn luyện viên đã hủy buổi hẹn {{when}}.",
  "appointment.cancelled_by_member": "Thành viên đã hủy buổi hẹn {{when}}.",
  "appointment.completed": "Buổi hẹn {{when}} đã xong. Cảm ơn bạn đã đến.",
  "appointment.confirmed": "Buổi hẹn {{when}} đã được xác nhận.",
  "appointment.in_an_hour": "Buổi hẹn của bạn sắp bắt đầu: {{when}}.",
  "appointment.in_progress": "Buổi hẹn của bạn đã bắt đầu.",
  "appointment.no_show":
    "Chúng tôi đã không gặp được bạn lúc {{when}}. Bạn có thể hẹn lại bất cứ khi nào.",
  "appointment.offer": "Huấn luyện viên vắng mặt lúc {{when}} và gợi ý cho bạn giờ khác.",
  "appointment.requested": "Có người muốn hẹn gặp bạn lúc {{when}}.",
  "appointment.rescheduled": "Buổi hẹn {{when}} đã được chuyển sang giờ khác.",
  "appointment.tomorrow": "Buổi hẹn sắp tới của bạn: {{when}}.",
  "article.overdue": "Bài viết “{{slug}}” đã quá hạn xem xét lại. Vui lòng xem lại bài này.",
  "buddy.accepted": "{{name}} nay là bạn đồng hành của bạn.",
  "buddy.requested": "{{name}} muốn làm bạn đồng hành của bạn.",
  "case.hidden": "Một điều bạn viết đã bị ẩn. Bạn có thể nhờ chúng tôi xem lại.",
  "case.released": "Chúng tôi đã xem điều bạn viết. Mọi người lại thấy được.",
  "checkin.recorded": "{{name}} vừa ghi nhận.",
  "coach.assigned": "{{name}} là huấn luyện viên của bạn.",
  "coach.offer_another":
    "Huấn luyện viên của bạn vẫn chưa trả lời. Chúng tôi xin lỗi; bạn có thể chọn người khác.",
  "coach.stand_in":
    "Huấn luyện viên của bạn vẫn chưa trả lời. Chúng tôi xin lỗi. {{name}}, một huấn luyện viên khác, có thể trả lời: hãy nhắn cho họ.",
  "cohort.summary": "Tuần {{week}} của bạn cùng nhóm, tóm tắt.",
  "cohort.topic": "Chủ đề hôm nay đã có trong nhóm của bạn. Ngày {{day}}.",
  "cohort.welcome": "Chào mừng bạn đến với {{group}}: {{days}} ngày bên nhau.",
  "comment.new": "{{name}} đã trả lời bạn.",
  "contact.accepted": "{{name}} đã chấp nhận lời mời của bạn.",
  "contact.requested": "{{name}} muốn kết nối với bạn.",
  "crisis.case_opened": "Có người có thể đang gặp nguy hiểm. Hãy xem trường hợp mới ngay.",
  "crisis.case_overdue": "Một người gặp nguy hiểm vẫn đang chờ. Hãy xem trường hợp này ngay.",
  "crisis.help":
    "Bạn không phải một mình với điều này. Nếu bạn đang gặp nguy hiểm, hãy gọi số cấp cứu nơi bạn ở ngay.",
  "crisis.reply.call_now":
    "Chúng tôi lo rằng bạn có thể đang gặp nguy hiểm. Xin hãy gọi số cấp cứu nơi bạn ở, hoặc nhờ ai đó gần bạn gọi. Bạn không phải một mình với điều này: hãy đến nơi có người khác, và cất đi những thứ bạn có thể dùng để làm đau mình.",
  "crisis.reply.someone_to_talk_to":
    "Cảm ơn bạn đã trả lời. Có những người lắng nghe đúng những điều này mà không phán xét: trong mục Trợ giúp có số và giờ nghe máy của họ. Bạn gọi cho một nơi nhé? Chúng tôi cũng ở đây, dù không phải mọi lúc.",
  "crisis.reply.still_here":
    "Chúng tôi chưa nghe tin bạn và đang nghĩ đến bạn. Bạn không cần giải thích gì. Chỉ một chữ cũng cho chúng tôi biết bạn vẫn ở đó. Số cấp cứu luôn có người nghe máy; trong mục Trợ giúp có những nơi khác.",
  "crisis.reply.take_care":
    "Thật mừng khi biết bạn an toàn. Bỏ thuốc có thể làm những ngày u ám nặng nề hơn một thời gian; điều đó sẽ qua và không phải lỗi của bạn. Nếu nó trở lại, hãy viết hoặc gọi ngay, và nói với bác sĩ.",
  "crisis.reply.we_read_it":
    "Chúng tôi đã đọc những gì bạn viết và mừng vì bạn đã nói ra. Nghe như lúc này bạn đang rất khó khăn. Chúng tôi là người thật, không phải máy, và muốn biết bạn thế nào. Ngay lúc này bạn có an toàn không? Nếu bạn đang gặp nguy hiểm, hãy gọi số cấp cứu nơi bạn ở ngay. Trong mục Trợ giúp có những nơi khác để gọi và giờ họ nghe máy.",
  "export.ready": "Dữ liệu của bạn đã sẵn sàng để tải về.",
  "group.admitted": "Bạn đã được vào nhóm {{group}}.",
  "group.asked": "Có người muốn tham gia nhóm {{group}}.",
  "group_session.cancelled": "Buổi họp nhóm {{when}} đã bị hủy.",
  "group_session.seat": "Đã có chỗ cho bạn trong buổi họp nhóm {{when}}.",
  "media.rejected": "Chúng tôi không dùng được ảnh của bạn. Hãy thử ảnh khác.",
  "member.assigned": "{{name}} chọn bạn làm huấn luyện viên.",
  "membership.changed": "Gói thành viên của bạn đã thay đổi.",
  "membership.ended": "Gói thành viên của bạn đã kết thúc. Những gì bạn ghi lại vẫn là của bạn.",
  "mention.new": "{{name}} đã nhắc đến bạn.",
  "milestone.reached": "Bạn vừa đạt một cột mốc. Tốt lắm.",
  "quit_plan.changed": "{{name}} đã đặt ngày bỏ thuốc.",
  "reaction.new": "Mọi người bày tỏ cảm xúc về điều bạn viết.",
  "reminder.check_in": "Hôm nay thế nào? Ghi nhận chỉ mất một phút.",
  "reminder.high_risk": "Kế hoạch của bạn đã sẵn sàng cho giờ tới, nếu bạn cần.",
  "reminder.programme": "Lời nhắn hôm nay trong chương trình của bạn đã có.",
  "reminder.silence":
    "Đã lâu chúng tôi chưa gặp bạn. Dù mọi chuyện thế nào, bạn luôn được chào đón.",
  "reminder.step":
    "Bước tiếp theo ghi trên bao bì bắt đầu hôm nay. Hãy xem nội dung trong kế hoạch của bạn.",
  "reminder.weekly": "Tuần của bạn, tóm tắt.",
  "reply.overdue": "Một thành viên đang chờ bạn trả lời.",
  "reply.stand_in":
    "{{name}} đang chờ huấn luyện viên của mình. Họ đã đồng ý nói chuyện với người khác. Bạn có thể nhắn cho họ ngay.",
  "report.acted": "Cảm ơn bạn đã báo cáo. Chúng tôi đã xử lý.",
  "report.nothing_wrong":
    "Cảm ơn bạn đã báo cáo. Chúng tôi đã xem và không thấy điều gì trái quy tắc.",
  "sanction.ban": "Bạn không còn tham gia cộng đồng được nữa. Bạn có thể nhờ chúng tôi xem lại.",
  "sanction.lifted": "Bạn lại có thể tham gia cộng đồng.",
  "sanction.mute":
    "Trong một thời gian bạn đọc được nhưng không viết được trong cộng đồng. Bạn có thể nhờ chúng tôi xem lại.",
  "sanction.suspend":
    "Trong một thời gian bạn không tham gia cộng đồng được. Bạn có thể nhờ chúng tôi xem lại.",
  "sanction.warn": "Hãy xem lại quy tắc của cộng đồng.",
  "slip.recorded": "{{name}} ghi lại một lần lỡ hút. Một lời động viên có thể giúp ích.",
  "sos.asked": "{{name}} đang thèm thuốc lắm. Vài phút ở bên có thể giúp ích.",
  other: "Có thay đổi mới.",
};
