// What the form about how stopping feels says, in Vietnamese. Its questions come from the server.
import type { feeling as english } from "./feeling.en";

export const feeling: typeof english = {
  title: "Ngày vừa qua của bạn thế nào?",
  open: "Trả lời cho hôm nay",
  missing: "Hãy chọn một câu trả lời.",
  incomplete_one: "Còn {{count}} câu chưa trả lời. Thiếu câu đó thì không có kết quả.",
  incomplete_other: "Còn {{count}} câu chưa trả lời. Thiếu các câu đó thì không có kết quả.",
  send: "Lưu",
  result: "Đã lưu",
  mean: "Mức khó chịu: {{mean}}, từ 0, không có, đến 4, nặng.",
  note: "Đây là thông tin về một ngày, không phải chẩn đoán. Phần lớn dịu đi trong hai đến bốn tuần.",
  coach: "Nhắn cho huấn luyện viên của bạn, hoặc chọn một người",
  course: "Xem sự thay đổi theo thời gian",
};
